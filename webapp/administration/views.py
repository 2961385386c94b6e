"""People: found, invited, changed, suspended, erased; and the organisations they belong to."""

from flask import Blueprint

bp = Blueprint("administration", __name__)
