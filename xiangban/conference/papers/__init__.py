"""What a paper of the past says, as proposals: kind, dates, people, figures, tasks, meetings. Pure, without Django.

Files and damage are lib/papers/'s matter; nothing here is taken over without a person.
"""
