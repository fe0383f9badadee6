"""Rules about the code and the commands of the whole house."""
