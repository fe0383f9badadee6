"""Official papers of the conference: their wording in the language of the law, their form, and the file of them."""
