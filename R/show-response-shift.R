# Prints response shift, and says it: a second judgement of one time is no change.

as_print_table.pairwave_shift <- function(x, ...) {
  table <- NextMethod()
  waves <- remembered_words(x)
  table$notes <- c(
    table$notes,
    paste(
      worded("{second} is {first} as people saw it at {third}; {contrast} is the response shift.",
             first = waves[1], second = waves[2], third = waves[3],
             contrast = contrast_label(waves[1], waves[2])), in_language(memory_caution)
    )
  )
  table
}

#' @rdname describe
#' @export
describe.pairwave_shift <- function(x, ..., people = c("person", "people")) {
  said <- NextMethod()
  x <- in_its_style(x)
  waves <- attr(x, "remembered")
  frame <- with_common_names(as.data.frame(x))
  of_shift <- which(said$contrast == contrast_name(waves[1], waves[2]))
  for (at in of_shift) {
    part <- frame[frame$contrast == said$contrast[at] & frame$scale %in% said$scale[at], ]
    said$sentence[at] <- capital(shift_sentence(
      part, remembered_words(x), about_word(x), people, attr(x, "conf_level"), said$sentence[at]
    ))
  }
  said
}

# The rows of a change from a first guess to a memory, which is of no direction.
is_shift <- function(x) {
  waves <- attr(x, "remembered")
  if (is.null(waves)) rep(FALSE, nrow(x)) else x$contrast == contrast_name(waves[1], waves[2])
}

memory_caution <- "Neither baseline is the true one: memory errs, and so does a first guess."

# The three waves by their labels where the study has them.
remembered_words <- function(x) {
  waves <- attr(x, "remembered")
  labels <- attr(x, "wave_labels")
  if (is.null(labels)) waves else unname(labels[waves])
}

# What was judged twice; `otherwise` is said where there is no figure.
shift_sentence <- function(part, waves, about, people, level, otherwise) {
  at <- function(statistic) part[part$statistic == statistic, ]
  of <- function(statistic) at(statistic)$estimate
  if (is.na(of("n")) || is.na(of("change"))) return(otherwise)
  moved <- if (anyNA(c(of("improved"), of("same"), of("worse")))) {
    worded("how many judged it higher, the same or lower looking back is not given")
  } else {
    worded("{higher} judged it higher looking back, {same} the same and {lower} lower",
           higher = some_words(of("improved"), about), same = some_words(of("same"), about),
           lower = some_words(of("worse"), about))
  }
  said <- worded(
    paste(
      "of {people} who judged {first} twice, at the time and looking back at {third}, {moved};",
      "the mean is {before} as judged at the time and {after} looking back, a response shift of",
      "{change}{interval}."
    ), people = paste0(about, count_people(of("n"), people)), first = waves[1], third = waves[3],
    moved = moved, before = decimals(of("mean_before")), after = decimals(of("mean_after")),
    change = decimals(of("change")), interval = change_in_brackets(at, level) %||% ""
  )
  paste0(on_scale(part$label[1], part$scale[1]), said, " ", in_language(memory_caution),
         caution_sentences(part, waves[1:2]))
}
