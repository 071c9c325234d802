# A plot as a picture that knows its name, what it shows in words, and the size that it needs;
# and such a picture in a document.

#' The size that a plot needs
#'
#' A plot of pairwave knows how wide and how high it must be for every line and label to
#' have its room. In a document that knitr knits it is drawn in that size, whatever the
#' chunk's `fig.width` and `fig.height` say; where you draw it yourself, `plot_size()`
#' says it.
#'
#' On a page (HTML) the picture is SVG within the page, where the package svglite is
#' installed: its letters are text in the page's own font, its colours follow the page's
#' variables `--ink`, `--mute`, `--line`, `--ground`, `--accent` and `--warm`, light and
#' dark, and it has a title and a description for readers who hear it. In Quarto the SVG is
#' a file that the page shows. In PDF the picture has embedded fonts (where R has cairo);
#' in Word and elsewhere it has 192 dots an inch. The chunk's `fig.cap`, `fig.alt`,
#' `fig.align` and `out.width` are kept.
#'
#' @param x A plot, from `ggplot2::autoplot()` of a cohort or a result.
#' @return Two numbers, `width` and `height`, in inches.
#' @section Errors: `pairwave_error_argument` where `x` is no plot of pairwave's.
#' @seealso [pairwave_plots]
#' @export
#' @examplesIf requireNamespace("ggplot2", quietly = TRUE)
#' study <- system.file("extdata", "demo", "study.yml", package = "pairwave")
#' figure <- ggplot2::autoplot(paired_change(read_cohort(study)))
#' size <- plot_size(figure)
#' path <- tempfile(fileext = ".png")
#' ggplot2::ggsave(path, figure, width = size["width"], height = size["height"])
plot_size <- function(x) {
  size <- attr(x, "pairwave_size")
  if (is.null(size)) {
    abort_pairwave(
      c("{.arg x} must be a plot that {.fn autoplot} made of a cohort or a result.",
        x = "It is {.obj_type_friendly {x}}."),
      "argument"
    )
  }
  size
}

# Inches: a page's width of text, whatever is drawn.
plot_width <- 7

# `plot` with its name (what it is a picture of) and what is `said` of it: its figures and
# their n, in the words of those who read it aloud. `height` is in inches.
as_picture <- function(plot, name, said, height, width = plot_width) {
  plot <- plot + ggplot2::labs(alt = alt_text(name, ". ", said))
  attr(plot, "pairwave_size") <- c(width = width, height = height)
  attr(plot, "pairwave_words") <- c(name = alt_text(name), said = alt_text(said),
                                    heard = worded("Picture: {name}", name = alt_text(name)))
  class(plot) <- c("pairwave_plot", class(plot))
  plot
}

knit_print.pairwave_plot <- function(x, ..., options = knitr::opts_current$get()) {
  number <- (knitr::opts_knit$get("pairwave.figures") %||% 0) + 1
  knitr::opts_knit$set(pairwave.figures = number)
  page <- knit_format() == "html" && requireNamespace("svglite", quietly = TRUE)
  quarto <- !is.null(knitr::opts_knit$get("quarto.version"))
  name <- paste0("figure-", number)
  if (page && !quarto) {
    return(knitr::asis_output(paste0(title_above(options$fig.title),
                                     figure_on_page(x, name, options))))
  }
  device <- if (page) "svg" else if (knitr::is_latex_output() && capabilities("cairo")) {
    "pdf"
  } else {
    "png"
  }
  path <- knitr::fig_path(paste0(".", device), options, number)
  dir.create(dirname(path), recursive = TRUE, showWarnings = FALSE)
  draw_file(x, path, device, name)
  # What the chunk says of the picture is told once the chunk is done: the plot's own.
  if (!is_text(options$fig.alt)) options$fig.alt <- figure_said(x)
  options$fig.num <- options$fig.cur <- 1L
  hook <- knitr::knit_hooks$get("plot")
  knitr::asis_output(within_page(hook(path, options), path, plot_size(x)[["height"]]))
}

# Inches of a page of paper; a picture that is higher is shown smaller.
page_height <- 9

within_page <- function(text, path, height) {
  if (height <= page_height) return(text)
  image <- paste0("](", path, ")")
  sub(image, paste0(image, "{height=", page_height, "in}"), text, fixed = TRUE)
}

# A report's caption of a figure stands above it and gets its number from the report's filter.
title_above <- function(title) {
  if (!is_text(title)) return("")
  block_text(c("::: {.figure-caption}", escape_markdown(one_line(title)), ":::"))
}

# The name and the words of a figure, as one text.
figure_said <- function(plot) plot$labels$alt

draw_file <- function(plot, path, device, name) {
  size <- plot_size(plot)
  cairo <- capabilities("cairo")
  switch(device,
    svg = return(write_file(svg_of(plot, name), path)),
    pdf = grDevices::cairo_pdf(path, size[["width"]], size[["height"]]),
    png = grDevices::png(path, size[["width"]], size[["height"]], "in", res = 192,
                         type = if (cairo) "cairo" else getOption("bitmapType"))
  )
  on.exit(grDevices::dev.off())
  print(plot)
}

# The box of a picture on a page, not yet closed, and the picture in it.
figure_box <- function(plot, name, aligned = NULL, width = NULL) {
  c(
    paste0(
      "<div class=\"figure scroll\" tabindex=\"0\" role=\"group\" aria-label=\"",
      escape_html(attr(plot, "pairwave_words")[["heard"]]),
      "\" style=\"overflow-x:auto;break-inside:avoid;", aligned, "\">"
    ),
    svg_of(plot, name, width)
  )
}

# The picture within a page, below it the chunk's caption, where bookdown finds its label.
figure_on_page <- function(plot, name, options) {
  align <- options$fig.align
  aligned <- if (is_text(align) && align %in% c("left", "center", "right")) {
    paste0("text-align:", align, ";")
  }
  figure <- figure_box(plot, name, aligned, options$out.width)
  caption <- options$fig.cap
  if (!is_text(caption) || !nzchar(caption)) {
    return(block_text(fence_raw(c(figure, "</div>"), "html")))
  }
  label <- if (isTRUE(knitr::opts_knit$get("bookdown.internal.label"))) {
    paste0("(#", options$fig.lp, options$label, ")")
  }
  if (!is.null(knitr::opts_knit$get("pairwave.mark"))) {
    caption <- paste0("<p class=\"caption\">", escape_html(caption), "</p>")
    return(block_text(fence_raw(c(figure, caption, "</div>"), "html")))
  }
  # Markdown in a caption is read, as in any figure's.
  paste0(block_text(fence_raw(figure, "html")),
         "<p class=\"caption\">\n", if (length(label)) paste0("\\", label), caption,
         "\n</p>\n\n`````{=html}\n</div>\n`````\n\n")
}
