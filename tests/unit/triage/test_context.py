"""What hides a keyword."""

from complaints.triage import Triage, load, packaged_files

OWN = """
hiding = ["飞车", "柳絮飞车厂"]
[[rule]]
name = "絮飞"
for = "dust"
weight = 9
any = ["絮飞"]
"""


def test_a_wider_word_hides_what_a_narrower_one_beside_it_leaves() -> None:
    triage = Triage(load(packaged_files(), {"rules/office.toml": OWN}))
    words = {hit.word for hit in triage.read("柳絮飞到屋里").hits}
    assert "絮飞" in words
    assert "絮飞" not in {hit.word for hit in triage.read("柳絮飞车厂").hits}
