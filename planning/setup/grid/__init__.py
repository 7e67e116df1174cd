"""Stage, audience, launch and tier of all products, written in one grid."""
