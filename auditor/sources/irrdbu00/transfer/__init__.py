"""The bytes of the files as numbered records, however they were transferred; pieces for several processes; digests."""
