"""From a file_id to a path that can be fetched."""

from sandbox.errors import bad_request
from sandbox.json_types import Json
from sandbox.limits import DOWNLOAD_MAX_BYTES
from sandbox.methods.call import Call
from sandbox.methods.registry import method


@method("getFile")
def get_file(call: Call) -> Json:
    found = call.world.files.find(call.params["file_id"])
    if found is None:
        raise bad_request("invalid file_id")
    if len(found.data) > DOWNLOAD_MAX_BYTES:
        raise bad_request("file is too big")
    return {
        "file_id": found.file_id,
        "file_unique_id": found.unique_id,
        "file_size": len(found.data),
        "file_path": found.path,
    }
