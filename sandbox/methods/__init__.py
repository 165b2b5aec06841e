"""What the bot can ask for, by family. Importing the families fills the registry."""

from sandbox.methods import (
    albums,
    answering,
    chat_info,
    commands,
    copying,
    deleting,
    downloads,
    editing,
    media,
    membership,
    reactions,
    sending,
    topics,
    updating,
)
from sandbox.methods.registry import METHODS

__all__ = [
    "METHODS",
    "albums",
    "answering",
    "chat_info",
    "commands",
    "copying",
    "deleting",
    "downloads",
    "editing",
    "media",
    "membership",
    "reactions",
    "sending",
    "topics",
    "updating",
]
