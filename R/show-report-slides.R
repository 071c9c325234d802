# Slides of a report: what is said in brief, and each figure.

# pandoc's own slides in the report's letters and colour, or the house's.
slides_options <- function(folder, look) {
  list(reference_doc = look$template %||% slides_reference(folder), fig_width = 9, fig_height = 4.6)
}

slides_reference <- function(folder) {
  whole <- file.path(folder, "reference.pptx")
  pandoc <- rmarkdown::pandoc_exec()
  # Of a pandoc that has none to give, the slides are its own.
  status <- suppressWarnings(system2(
    pandoc, c("--print-default-data-file", "reference.pptx"), stdout = whole, stderr = FALSE
  ))
  if (status != 0) return("default")
  rewrite_archive(whole, function(name, xml) {
    if (grepl("^ppt/theme/theme[0-9]+[.]xml$", name)) return(slides_theme(xml))
    if (name == "ppt/slideMasters/slideMaster1.xml") slides_master(xml) else xml
  })
  whole
}

# Pandoc adds the name of a file to what describes its picture.
describe_slides <- function(path) {
  rewrite_archive(path, function(name, xml) {
    gsub("( descr=\"[^\"]*?)\\s*\n\n[^\"\n]*\"", "\\1\"", xml, perl = TRUE)
  }, "^ppt/slides/slide[0-9]+[.]xml$")
  path
}

# An archive with its parts of XML as `change` (of a part's name and text) makes them.
rewrite_archive <- function(path, change, which = "[.]xml$") {
  folder <- tempfile("pairwave-parts-")
  on.exit(unlink(folder, recursive = TRUE))
  names <- utils::unzip(path, list = TRUE)$Name
  utils::unzip(path, exdir = folder)
  entries <- lapply(stats::setNames(names, names), function(name) {
    part <- file.path(folder, name)
    bytes <- readBin(part, "raw", file.size(part))
    if (!grepl(which, name)) return(bytes)
    xml <- rawToChar(bytes)
    Encoding(xml) <- "UTF-8"
    change(name, xml)
  })
  writeBin(zip_archive(entries), path)
}

# A theme with Arial for every Latin letter and the report's colour for what is accented.
slides_theme <- function(xml) {
  xml <- gsub("(<a:(?:major|minor)Font>\\s*<a:latin typeface=\")[^\"]*", "\\1Arial", xml, perl = TRUE)
  gsub("(<a:accent1>\\s*<a:srgbClr val=\")[0-9A-Fa-f]{6}", paste0("\\1", accent_ink), xml, perl = TRUE)
}

# Sentences in letters of 20 points, three of which stand on a slide, and titles in 28.
slides_master <- function(xml) {
  sized <- function(xml, part, size) {
    gsub(paste0("(<p:", part, ">.*?<a:lvl1pPr.*?<a:defRPr[^>]*?sz=\")[0-9]+"), paste0("\\1", size), xml,
         perl = TRUE)
  }
  sized(sized(xml, "titleStyle", 2800), "bodyStyle", 2000)
}
