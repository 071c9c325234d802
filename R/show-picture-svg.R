# A plot as SVG whose letters are text and whose colours are those of the page that it
# stands in.

# Finds the SVG of a plot. `id` begins every name in it, so that those of two pictures in one
# page are different. `width` is how wide it is at most, as CSS says it.
svg_of <- function(plot, id, width = NULL) {
  size <- plot_size(plot)
  file <- tempfile(fileext = ".svg")
  on.exit(unlink(file))
  # Letters are as wide as the reader's font has them, not stretched to this machine's.
  svglite::svglite(file, size[["width"]], size[["height"]], bg = "transparent",
                   fix_text_size = FALSE)
  tryCatch(print(plot), finally = grDevices::dev.off())
  text <- paste(readLines(file, encoding = "UTF-8", warn = FALSE), collapse = "\n")
  parts <- svg_tags(text)
  parts$tag <- page_colours(own_ids(in_page_font(parts$tag), id))
  # What comes before the drawing and its look are the picture's own.
  first <- grep("^<g\\b", parts$tag)[1]
  keep <- seq(first, length(parts$tag) - 1)
  clips <- clip_paths(parts$tag[seq_len(first - 1)])
  body <- paste0(parts$tag[keep], parts$text[keep], collapse = "")
  c(
    svg_opening(plot, size, id, width),
    paste0(clips, body),
    "</svg>"
  )
}

# The tags of an XML text, and the text behind each: `<` stands in no text of it.
svg_tags <- function(text) {
  at <- gregexpr("<!\\[CDATA\\[(?s:.*?)\\]\\]>|<[^>]*>", text, perl = TRUE)
  list(tag = regmatches(text, at)[[1]], text = regmatches(text, at, invert = TRUE)[[1]][-1])
}

clip_paths <- function(tags) {
  at <- grep("^<(/)?clipPath|^<rect x=", tags)
  if (length(at)) paste(c("<defs>", tags[at], "</defs>"), collapse = "")
}

svg_opening <- function(plot, size, id, width) {
  points <- 72 * size
  # As wide as the text of a page; on a phone it scrolls, so that its letters can be read.
  wide <- if (is_text(width)) width else paste0(round(6.3 * size[["width"]], 1), "rem")
  words <- escape_html(attr(plot, "pairwave_words"))
  c(
    paste0(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"pairwave-figure\" role=\"img\" ",
      "aria-labelledby=\"", id, "-title ", id, "-desc\" viewBox=\"0 0 ", points[["width"]],
      " ", points[["height"]], "\" style=\"width:100%;min-width:",
      round(4.4 * size[["width"]], 1), "rem;max-width:", escape_html(wide),
      ";height:auto;font-family:inherit\">"
    ),
    paste0("<title id=\"", id, "-title\">", words[1], "</title>"),
    paste0("<desc id=\"", id, "-desc\">", words[2], "</desc>"),
    svg_look
  )
}

# What svglite leaves to its own style sheet.
svg_look <- paste0(
  "<style>.pairwave-figure :is(line,polyline,polygon,path,rect,circle){fill:none;",
  "stroke:#000;stroke-linecap:round;stroke-linejoin:round;stroke-miterlimit:10}",
  ".pairwave-figure text{white-space:pre}</style>"
)

in_page_font <- function(tags) gsub("font-family:[^;]*;", "", tags)

# Names are numbered behind `id`: svglite's are made of places, which two pictures share.
own_ids <- function(tags, id) {
  named <- grepl("^<clipPath", tags)
  names <- unique(sub(".*\\bid='([^']*)'.*", "\\1", tags[named]))
  for (i in seq_along(names)) {
    new <- paste0(id, "-clip-", i)
    tags <- gsub(paste0("id='", names[i], "'"), paste0("id='", new, "'"), tags, fixed = TRUE)
    tags <- gsub(paste0("url(#", names[i], ")"), paste0("url(#", new, ")"), tags, fixed = TRUE)
  }
  tags
}

# The colours of the look as a page names them; where it does not, they are what they are.
page_colours <- function(tags) {
  for (name in names(page_variables)) {
    colour <- upper_case(plot_colours[[name]])
    tags <- gsub(paste0(colour, ";"), paste0("var(", page_variables[[name]], ",", colour, ");"),
                 tags, fixed = TRUE)
  }
  tags
}

page_variables <- c(ink = "--ink", mute = "--mute", line = "--line", ground = "--ground",
                    accent = "--accent", warm = "--warm")
