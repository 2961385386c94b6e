"""Certificates for trainees: what somebody took part in or mastered, and the page that bears it out."""
