# How a study wants its results written: the language, the house style of numbers, their
# decimals, the order of scales and demographics, and words of its own.

style_keys <- function() {
  list(
    language = key("choice", choices = languages, default = "en"),
    house = key("choice", choices = house_styles),
    decimals = key("section", keys = list(
      mean = key("whole", range = c(0, 6)),
      share = key("whole", range = c(0, 3)),
      p = key("whole", range = c(2, 6))
    )),
    order = key("section", keys = list(scales = key("texts"), demographics = key("texts"))),
    words = key("mapping", each = 1)
  )
}

# The study in the order that its style asks for, once it is known what is there.
with_order <- function(study) {
  order <- study$style$order
  study$scales <- in_asked_order(study$scales, names(study$scales), order$scales, "scales")
  columns <- vapply(study$demographics, `[[`, "", "column")
  study$demographics <- in_asked_order(study$demographics, columns, order$demographics,
                                       "demographics")
  study
}

# What is not named comes after what is.
in_asked_order <- function(entries, names, asked, what) {
  if (is.null(asked)) return(entries)
  unknown <- setdiff(asked, names)
  if (length(unknown)) {
    abort_study(
      c("{.field style: order: {what}} must name {what} of the study.",
        x = "There is none {.val {unknown[1]}}.",
        did_you_mean(unknown[1], names),
        i = "The study has {.val {names}}.")
    )
  }
  entries[match(c(unique(asked), setdiff(names, asked)), names)]
}

# A word that stands nowhere would replace nothing.
check_style_words <- function(words) {
  if (is.null(words)) return(invisible())
  known <- names(language_words("de"))
  known <- known[!grepl("{", known, fixed = TRUE)]
  unknown <- setdiff(names(words), known)
  if (length(unknown)) {
    abort_study(
      c("{.field style: words} must replace words that pairwave prints.",
        x = "It prints no {.val {unknown[1]}} of its own.",
        did_you_mean(unknown[1], known),
        i = "Such as {.code words: {{person: participant, people: participants}}}.")
    )
  }
}

# The style of a study for a report in another language.
style_in <- function(style, language, call = rlang::caller_env()) {
  if (is.null(language)) return(style)
  if (!is_text(language) || !language %in% languages) {
    abort_pairwave(
      c("{.arg language} must be one of {.or {.val {languages}}}.",
        x = "It is {.val {language}}."),
      "argument", call = call
    )
  }
  style <- as.list(style)
  # Words of the study's own are of its own language.
  if (!identical(style$language %||% "en", language)) style$words <- NULL
  style$language <- language
  if (identical(style, list(language = "en"))) NULL else style
}
