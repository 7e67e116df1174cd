"""The role guide outside of any organisation, and what its pages answer anywhere."""
