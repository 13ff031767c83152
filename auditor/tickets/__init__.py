"""Both PassTicket algorithms: `legacy` (DES) and `enhanced` (HMAC-SHA-512), made and taken apart again."""
