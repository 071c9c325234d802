# What every plot shares: who draws it, its colours, its look and its words.

#' Plot a cohort or a result
#'
#' `plot()` draws and `ggplot2::autoplot()` returns the plot to go on with, which knows the
#' size that it needs ([plot_size()]). Panels of several scales have the same part of their
#' scale's range, so that a line twice as long is a change twice as large.
#' Every number in a plot is one of the result's. Plots can be told apart in
#' grey and by colour-blind readers, and carry a text (`alt`) for readers who
#' hear them.
#'
#' @param x,object A cohort from [read_cohort()], codings from [read_codes()], or a
#'   result: of [paired_change()], [unpaired_change()], [response_shift()], [item_change()],
#'   [wave_means()], [persistence()], [pooled_change()], [joint_display()],
#'   [scale_reliability()], [coder_agreement()], [attrition()] and [plan_sample()] as dots with
#'   intervals where there are any; of [demographics()], [item_frequencies()],
#'   [code_frequencies()], [code_saturation()] and [missing_patterns()] as bars; of
#'   [participation()] the flow as boxes, losses at its side; of [co_occurrence()] a triangle
#'   of tiles. Results that are words or lists have no plot.
#' @param ... For `plot()`, passed to `autoplot()`; otherwise must be empty.
#' @param type What to draw. Of a change:
#'   * `"both"`: the change in every contrast with its interval, and beside it how many
#'     scored higher, the same and lower; or either alone:
#'   * `"estimation"`: the change;
#'   * `"shares"`: how many moved.
#'
#'   Of [item_frequencies()] there is one: bars of the answers to each item, wave by wave.
#'
#'   Of a cohort:
#'   * `"trajectory"`: the means of [wave_means()], with their intervals;
#'   * `"likert"`: the answers to each item, wave by wave, to the left and right
#'     of the middle of the scale;
#'   * `"slopes"`: each person's two answers, joined, and the mean of those
#'     people from [paired_change()] with its change; of more than 1,000 people a line for ten
#'     or more whose scores are alike, the thicker the more;
#'   * `"recovery"`: each person's earlier score against the later one, with the cut-off
#'     and the lines of reliable change: who recovered, improved, stayed the same and
#'     became worse (Jacobson and Truax 1991). For scales with a `cutoff` or a `norm`.
#'
#'   Of a cohort whose study has `themes`, and of codings:
#'   * `"themes"`: the theme map, and beside it how many have two themes both.
#' @param themes The theme map, a list: `lanes`, one or two vectors of codes (labels or
#'   paths) that are named by the lane's title, in the order in which each theme leads to
#'   the next; and where there is one, a `centre`, cause and result of the lanes, and an
#'   `outcome` to which they lead. These two need not be codes.
#' @param material For a cohort, which of its study's `codes`; `NULL` is `themes: of`, or
#'   the first.
#' @param coder,disclosure As for [code_frequencies()].
#' @param statistic Which change to draw: `"change"`, in points of the scale, or
#'   `"d_av"`, which makes scales comparable.
#' @param scales Names of the scales of the cohort's study to draw; `NULL` for
#'   all, or for `"likert"` the first.
#' @param waves For `"slopes"` and `"recovery"`, the two waves; `NULL` for the first two.
#' @param items Of [item_frequencies()], the items to draw, which must have the same
#'   possible answers; `NULL` for all.
#' @param who Of [item_frequencies()], whose answers: `"wave"`, of everyone who answered in
#'   the wave, or `"every wave"`, of those who answered every time.
#'
#' @details
#' A line or a point for each person is data about that person. `"slopes"` and
#' `"recovery"` are therefore refused where the study has a disclosure profile other than
#' `"none"`; so is `"likert"`, whose bars show how few gave an answer.
#'
#' Of a scale where lower is better the title of its panel says so, blue is for those who
#' fell, and of a plot of scales of both directions the legend says better and worse.
#'
#' @return `autoplot()` returns a ggplot; `plot()` draws it and returns it,
#'   invisibly.
#' @section Errors: `pairwave_error_missing_package` without ggplot2,
#'   `pairwave_error_disclosure` for a plot that the study's profile does not
#'   allow, and `pairwave_error_argument` for scales, waves or items that can't
#'   be drawn, and for the result of another function.
#' @examplesIf requireNamespace("ggplot2", quietly = TRUE)
#' cohort <- read_cohort(
#'   system.file("extdata", "demo", "study.yml", package = "pairwave")
#' )
#' plot(paired_change(cohort))
#' plot(cohort, type = "slopes")
#' @name pairwave_plots
NULL

#' @rdname pairwave_plots
#' @export
plot.pairwave_codes <- function(x, ...) draw_plot(x, ...)

#' @rdname pairwave_plots
#' @export
plot.pairwave_cohort <- function(x, ...) draw_plot(x, ...)

#' @rdname pairwave_plots
#' @export
plot.pairwave_result <- function(x, ...) draw_plot(x, ...)

#' @rdname pairwave_plots
#' @method autoplot pairwave_result
autoplot.pairwave_result <- function(object, ...) {
  kind <- intersect(class(object), names(no_plot_but))[1]
  abort_pairwave(
    c("There must be a plot of this kind of result.",
      x = "There is none of {.cls {class(object)[1]}}.",
      i = if (!is.na(kind)) no_plot_but[[kind]]),
    "argument"
  )
}

# What can be drawn in place of a result that is words or a list.
no_plot_but <- c(
  pairwave_change_summary =
    "{.code plot(paired_change(cohort))} draws the change that it is a summary of.",
  pairwave_unpaired_summary =
    "{.code plot(unpaired_change(cohort))} draws the change that it is a summary of.",
  pairwave_codebook = "{.code plot(item_frequencies(cohort))} draws the answers to each item.",
  pairwave_findings = "{.code plot(participation(cohort))} draws where records were lost.",
  pairwave_framework = "{.code plot(code_frequencies(codes))} draws how many have each code.",
  pairwave_quotes = "{.code plot(code_frequencies(cohort))} draws how many have each code.",
  pairwave_methods = "It is words: {.fn print} writes them.",
  pairwave_sentences = "It is words: plot the result that they are about.",
  pairwave_provenance = "It is a list of files: {.fn print} writes it."
)

draw_plot <- function(x, ..., call = rlang::caller_env()) {
  need_package("ggplot2", "to draw a plot", call = call)
  made <- ggplot2::autoplot(x, ...)
  print(made)
  invisible(made)
}

#' @rdname pairwave_plots
#' @method autoplot pairwave_change
autoplot.pairwave_change <- function(object, ...,
                                     type = c("both", "estimation", "shares"),
                                     statistic = c("change", "d_av")) {
  check_dots_empty()
  object <- in_its_style(object)
  type <- match_choice(type)
  statistic <- match_choice(statistic)
  if (type == "shares") shares_plot(object) else change_plot(object, statistic, type == "both")
}

#' @rdname pairwave_plots
#' @method autoplot pairwave_unpaired
autoplot.pairwave_unpaired <- function(object, ..., statistic = c("change", "d_av")) {
  check_dots_empty()
  object <- in_its_style(object)
  statistic <- match_choice(statistic)
  object$label <- ifelse(is.na(object$item), object$label, unpaired_outcome(object))
  change_plot(object, statistic, FALSE, group = TRUE)
}

#' @rdname pairwave_plots
#' @method autoplot pairwave_wave_means
autoplot.pairwave_wave_means <- function(object, ...) {
  check_dots_empty()
  object <- in_its_style(object)
  trajectory_plot(object)
}

#' @rdname pairwave_plots
#' @method autoplot pairwave_persistence
autoplot.pairwave_persistence <- function(object, ...) {
  check_dots_empty()
  object <- in_its_style(object)
  margin_plot(object)
}

#' @rdname pairwave_plots
#' @method autoplot pairwave_pooled
autoplot.pairwave_pooled <- function(object, ...) {
  check_dots_empty()
  object <- in_its_style(object)
  forest_plot(object)
}

#' @rdname pairwave_plots
#' @method autoplot pairwave_participation
autoplot.pairwave_participation <- function(object, ...) {
  check_dots_empty()
  object <- in_its_style(object)
  flow_plot(object)
}

#' @rdname pairwave_plots
#' @method autoplot pairwave_code_frequencies
autoplot.pairwave_code_frequencies <- function(object, ...) {
  check_dots_empty()
  object <- in_its_style(object)
  code_frequencies_plot(object)
}

#' @rdname pairwave_plots
#' @method autoplot pairwave_answers
autoplot.pairwave_answers <- function(object, ..., items = NULL,
                                      who = c("wave", "every wave")) {
  check_dots_empty()
  object <- in_its_style(object)
  who <- match_choice(who)
  answers_plot(object, items, who)
}

#' @rdname pairwave_plots
#' @method autoplot pairwave_co_occurrence
autoplot.pairwave_co_occurrence <- function(object, ...) {
  check_dots_empty()
  object <- in_its_style(object)
  co_occurrence_plot(object)
}

#' @rdname pairwave_plots
#' @method autoplot pairwave_codes
autoplot.pairwave_codes <- function(object, ..., type = "themes", themes = NULL, coder = NULL,
                                    disclosure = "none") {
  check_dots_empty()
  type <- match_choice(type, "themes")
  codes_themes_plot(object, themes, coder, disclosure, environment())
}

#' @rdname pairwave_plots
#' @method autoplot pairwave_cohort
autoplot.pairwave_cohort <- function(object, ...,
                                     type = c("trajectory", "likert", "slopes", "recovery",
                                              "themes"),
                                     scales = NULL, waves = NULL, material = NULL,
                                     coder = NULL) {
  check_dots_empty()
  type <- match_choice(type)
  local_style(object$study$style %||% style_shown())
  switch(type,
    trajectory = trajectory_plot(wave_means(object, scales = scales)),
    likert = likert_plot(object, scales),
    slopes = slopes_plot(object, scales, waves),
    recovery = recovery_plot(object, scales, waves),
    themes = cohort_themes_plot(object, material, coder, environment())
  )
}

# A picture is drawn by a function of its own, never in a method: what dispatch hands to a
# method keeps the environment of the call, and with it whatever data stand there.

# ---- look ------------------------------------------------------------------

# Of Okabe and Ito 2008, far apart in lightness too, so that they differ in
# grey: areas, with letters on them. Of lines and letters, what a page has its own colours
# for (see show-picture-svg.R): none is an area's colour too.
plot_colours <- c(higher = "#0072B2", same = "#D9D9D9", lower = "#E69F00", grey = "#7F8C99",
                  ink = "#1B1B1B", mute = "#595959", line = "#E4E4E4", ground = "#FEFEFE",
                  accent = "#0B5C8F", warm = "#A04F00")

plot_look <- function() {
  ink <- plot_colours[["ink"]]
  mute <- plot_colours[["mute"]]
  ggplot2::theme_minimal(base_size = 11) +
    ggplot2::theme(
      text = ggplot2::element_text(colour = ink),
      plot.background = ggplot2::element_blank(),
      plot.title.position = "plot", plot.caption.position = "plot",
      plot.caption = ggplot2::element_text(hjust = 0, colour = mute),
      panel.grid.major = ggplot2::element_line(colour = plot_colours[["line"]]),
      panel.grid.minor = ggplot2::element_blank(),
      strip.text = ggplot2::element_text(hjust = 0, face = "bold", size = 11, colour = ink),
      legend.position = "top", legend.justification = "left",
      legend.title = ggplot2::element_blank(),
      legend.key.size = ggplot2::unit(10, "pt"),
      legend.text = ggplot2::element_text(size = 9),
      axis.title = ggplot2::element_text(size = 10),
      axis.text = ggplot2::element_text(colour = mute)
    )
}

# One panel for each scale, below each other; none to name, no strip.
scale_panels <- function(scale, scales = "free") {
  if (length(unique(scale)) == 1 && !nzchar(scale[1])) return(NULL)
  ggplot2::facet_wrap(ggplot2::vars(.data$panel), ncol = 1, scales = scales)
}

# Finds what a panel is called: the scale's label, else its name, else nothing; and
# whether lower is better on it.
panel_names <- function(frame) {
  name <- scale_names(frame)
  lower <- frame$direction %in% "lower"
  name[lower] <- ifelse(nzchar(name[lower]),
                        worded("{scale} (lower is better)", scale = name[lower]),
                        worded("Lower is better"))
  factor(name, unique(name))
}

# Sentences wrapped to fit a plot as wide as a page's text.
caption_lines <- function(...) wrap_lines(paste(c(...), collapse = " "), 115)

# Each text in lines of at most `width` letters; words that are longer are broken, too.
wrap_label <- function(text, width) {
  long <- !is.na(text) & nchar(text) > width
  text[long] <- vapply(text[long], function(one) {
    words <- strsplit(one, "[ \t\n]+")[[1]]
    pieces <- unlist(lapply(words, function(word) {
      from <- seq(1, max(1, nchar(word)), width)
      substring(word, from, from + width - 1)
    }))
    paste(wrap_text(paste(pieces, collapse = " "), width), collapse = "\n")
  }, "")
  unname(text)
}

# How many lines the longest of the texts has.
line_count <- function(text) {
  text <- text[!is.na(text)]
  max(1, lengths(regmatches(text, gregexpr("\n", text, fixed = TRUE))) + 1)
}

# "1.98 [0.87, 3.08]".
limits_text <- function(estimate, low, high) {
  text <- vapply(estimate, decimals, "")
  known <- !is.na(low)
  text[known] <- paste0(text[known], " ", limits_in_brackets(low[known], high[known]))
  text
}

# "[0.87, 3.08]".
limits_in_brackets <- function(low, high) {
  paste0("[", vapply(low, decimals, ""), limits_separator(), vapply(high, decimals, ""), "]")
}

# Finds what a plot says to those who hear it, on one line as its page needs it.
alt_text <- function(...) one_line(gsub("\u00a0", " ", paste0(...), fixed = TRUE))

# "Belonging, Before -> After: ...; ..." for the alt text.
alt_items <- function(heads, values) {
  heads <- one_line(sub("^, ", "", heads))
  paste0(heads, ": ", values, collapse = "; ")
}
