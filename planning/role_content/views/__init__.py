"""The pages of the guide inside an organisation, of its adaptations, and “Which role do we need?”."""
