"""Masar: read the child protection manual, practise referral decisions, and learn why."""
