"""The pages of the verbs of this room; the list and the file itself are in childfile/."""
