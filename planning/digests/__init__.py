"""The weekly digest by e-mail: what it says, who wants it, and sending it once a week."""
