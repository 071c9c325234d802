# The picture of an organisation on its report.

# A logo may have so many bytes: more makes a page slow, and is a poster.
most_logo_bytes <- 1e6

logo_kinds <- c("png", "jpeg", "svg")

# The logo as a file `logo.png`, `logo.jpeg` or `logo.svg` in `folder`, with the text that is
# read in its place; NULL for none. The bytes decide what it is, not its name.
report_logo <- function(logo, organisation, format, folder, call = rlang::caller_env()) {
  if (is.null(logo)) return(NULL)
  refuse <- function(...) {
    abort_pairwave(
      c("{.arg logo} must be one file, a picture as PNG, JPEG or SVG of at most 1 MB.", ...),
      topic = "argument", call = call, .envir = parent.frame()
    )
  }
  if (!is_text(logo)) refuse(x = "It is {.obj_type_friendly {logo}}.")
  if (!file.exists(logo) || dir.exists(logo)) refuse(x = "There is no file {.file {logo}}.")
  size <- file.size(logo)
  if (size > most_logo_bytes) {
    size <- format(size, big.mark = ",")
    refuse(x = "{.file {logo}} has {size} bytes.",
           i = "Save a smaller one: it is printed less than 2 cm high.")
  }
  bytes <- readBin(logo, "raw", size)
  kind <- picture_kind(bytes)
  if (is.na(kind)) refuse(x = "{.file {logo}} is no such picture.")
  if (format == "workbook") {
    abort_pairwave(
      c("{.arg logo} must be NULL for a workbook.", x = "A workbook has tables alone."),
      topic = "argument", call = call
    )
  }
  if (kind == "svg" && format != "html") {
    abort_pairwave(
      c("{.arg logo} must be PNG or JPEG in a report for Word, as PDF or as slides.",
        x = "{.file {logo}} is SVG.", i = "Export it as PNG, some 600 pixels wide."),
      topic = "argument", call = call
    )
  }
  file <- paste0("logo.", kind)
  writeBin(bytes, file.path(folder, file))
  list(file = file, alt = one_line(paste(organisation %||% "Logo", collapse = ", ")))
}

# "png", "jpeg" or "svg" by how the bytes begin; NA for what is none.
picture_kind <- function(bytes) {
  if (starts_as(bytes, c(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a))) return("png")
  if (starts_as(bytes, c(0xff, 0xd8, 0xff))) return("jpeg")
  if (any(bytes == 0)) return(NA_character_)
  text <- iconv(rawToChar(bytes), "UTF-8", "UTF-8")
  # What may stand before the first element of an SVG: a byte-order mark, the XML
  # declaration, comments, a document type.
  before <- "^\ufeff?(\\s|<[?][^>]*>|<!--(?s:.*?)-->|<!DOCTYPE[^>\\[]*(\\[[^\\]]*\\])?\\s*>)*<svg[\\s>]"
  if (!is.na(text) && grepl(before, text, perl = TRUE)) "svg" else NA_character_
}

starts_as <- function(bytes, start) identical(bytes[seq_along(start)], as.raw(start))
