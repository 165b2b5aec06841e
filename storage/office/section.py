"""What all sections of config.toml have in common: unknown keys are refused, values never change."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

# Codes travel in callback data (64 bytes) and start parameters ([A-Za-z0-9_-], 64 characters): keep them short.
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,15}$")]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
