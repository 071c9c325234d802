# Slides of a report: what is said in brief, and each figure.

# pandoc's own slides in the report's letters and colour, or the house's.
slides_options <- function(folder, look) {
  list(reference_doc = look$template %||% slides_reference(folder), fig_width = 9, fig_height = 4.6)
}

slides_reference <- function(folder) {
  whole <- file.path(folder, "reference.pptx")
  parts <- file.path(folder, "slides")
  pandoc <- rmarkdown::pandoc_exec()
  # Of a pandoc that has none to give, the slides are its own.
  status <- suppressWarnings(system2(
    pandoc, c("--print-default-data-file", "reference.pptx"), stdout = whole, stderr = FALSE
  ))
  if (status != 0) return("default")
  names <- utils::unzip(whole, list = TRUE)$Name
  utils::unzip(whole, exdir = parts)
  entries <- lapply(stats::setNames(names, names), function(name) {
    path <- file.path(parts, name)
    bytes <- readBin(path, "raw", file.size(path))
    if (grepl("^ppt/theme/theme[0-9]+[.]xml$", name)) slides_theme(rawToChar(bytes)) else bytes
  })
  writeBin(zip_archive(entries), whole)
  whole
}

# A theme with Arial for every Latin letter and the report's colour for what is accented.
slides_theme <- function(xml) {
  Encoding(xml) <- "UTF-8"
  xml <- gsub("(<a:(?:major|minor)Font>\\s*<a:latin typeface=\")[^\"]*", "\\1Arial", xml, perl = TRUE)
  gsub("(<a:accent1>\\s*<a:srgbClr val=\")[0-9A-Fa-f]{6}", paste0("\\1", accent_ink), xml, perl = TRUE)
}
