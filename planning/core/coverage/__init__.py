"""Product × role × date: who covers, when that ends, and what if something were otherwise."""
