# 32 letters from the system's own noise, or from what an R session alone knows; R's random
# numbers stay where they are.
secret_name <- function(source = "/dev/urandom") {
  noise <- if (file.exists(source)) {
    connection <- file(source, "rb", raw = TRUE)
    on.exit(close(connection))
    readBin(connection, "raw", 32)
  } else {
    c(Sys.getpid(), format(Sys.time(), "%OS6"), proc.time(), tempfile(), format(new.env()))
  }
  substr(cli::hash_sha256(paste(noise, collapse = " ")), 1, 32)
}
