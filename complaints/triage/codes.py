"""The codes a message is read into. They are stored and exported, so a value never changes its meaning."""

from enum import StrEnum


class Kind(StrEnum):
    """What the writer wants."""

    COMPLAINT = "complaint"
    OPINION = "opinion"
    INQUIRY = "inquiry"
    PRAISE = "praise"
    OTHER = "other"


class Category(StrEnum):
    """The one main thing a message is about."""

    NOISE_CONSTRUCTION = "noise_construction"
    NOISE_RENOVATION = "noise_renovation"
    NOISE_SOCIAL = "noise_social"
    NOISE_EQUIPMENT = "noise_equipment"
    NOISE_TRAFFIC = "noise_traffic"
    NOISE_INDUSTRIAL = "noise_industrial"
    DUST = "dust"
    SAFETY = "safety"
    QUALITY = "quality"
    PROGRESS = "progress"
    ACCESS = "access"
    UTILITIES = "utilities"
    SANITATION = "sanitation"
    PARKING = "parking"
    PROPERTY = "property"
    RENEWAL = "renewal"
    HOUSING = "housing"
    OTHER = "other"


class Urgency(StrEnum):
    """How soon an office that does it right must act: in working days, within the day, at once."""

    NORMAL = "normal"
    URGENT = "urgent"
    EMERGENCY = "emergency"
