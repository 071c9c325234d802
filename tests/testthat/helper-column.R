# As bit64 keeps them, by their halves.
as_64_bits <- function(high, low) {
  bytes <- writeBin(as.integer(rbind(low, high)), raw(), endian = "little")
  structure(readBin(bytes, "double", length(high), endian = "little"), class = "integer64")
}

# Columns of every kind, with everything that a file can say of one.
said_columns <- function() {
  said <- list(label = "What it asks", format.spss = "F8.2", format.stata = "%9.0g",
               format.sas = "BEST12", measure = "ordinal", display_width = 12L,
               role = "target", alignment = "center", write_format = "F9.1",
               spss_attributes = c(Source = "A", Source = "B"))
  numbers <- c(a = 1, b = 2, c = -9, d = NA)
  plain <- list(
    numbers, c("x", "yy", "", NA), c(TRUE, FALSE, NA, TRUE), c(1L, NA, 3L, -9L),
    factor(c("low", "high", NA, "low"), c("low", "high")),
    new_labelled_column(numbers, labels = c(Yes = 1, Refused = -9)),
    new_labelled_column(numbers, labels = c(Yes = 1), na_values = -9, na_range = c(-99, -10)),
    new_labelled_column(c("a", "b", "", NA), labels = c(First = "a"), na_values = "b"),
    new_identifying_column(c("a@example.org", NA, "b", "c")),
    as_64_bits(c(0, NA, 0, 1), c(1, 0, 3, 2)),
    structure(numbers, class = "Date"), .POSIXct(numbers, tz = "UTC"),
    structure(numbers, units = "secs", class = c("hms", "difftime")),
    as.POSIXlt(.POSIXct(numbers, tz = "UTC"))
  )
  coded <- lapply(1:3, function(kind) {
    as_time_column(new_labelled_column(numbers, labels = c(Refused = -9), na_values = -9), kind)
  })
  lapply(c(plain, coded), function(x) {
    if (!inherits(x, "POSIXlt")) attributes(x) <- c(attributes(x), said)
    x
  })
}

but_names <- function(x) {
  out <- attributes(x)
  out[setdiff(names(out), "names")]
}
