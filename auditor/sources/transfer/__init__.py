"""The bytes of large exports, however they were transferred: forms, streams, digests; shared by those that stream."""
