#' The methods of an analysis, for a paper
#'
#' Writes what was done to data and results as two paragraphs with their references,
#' from the study and from the results themselves: nothing is said of a method that the
#' results do not have. The sentences are in the language of the study (`style: language`).
#'
#' @param cohort A cohort, from [read_cohort()].
#' @param ... Must be empty.
#' @param results A list of results: those of [paired_change()], [item_change()],
#'   [persistence()], [scale_reliability()], [wave_means()], [attrition()]. Others,
#'   and `NULL`, are passed over.
#'
#' @return A data frame of class `pairwave_methods`, one row per sentence, with the
#'   columns `paragraph` (`"data"` or `"analysis"`), `code` (what of the study or of a
#'   result is told), `sentence`, and `works` (what it cites, one line each). `print()`
#'   and knitting write the paragraphs, and the references in the order of the alphabet.
#' @section Errors: `pairwave_error_argument` where `results` is no list of results.
#' @export
#' @examples
#' study <- system.file("extdata", "demo", "study.yml", package = "pairwave")
#' cohort <- read_cohort(study)
#' describe_methods(cohort, results = list(paired_change(cohort), persistence(cohort)))
describe_methods <- function(cohort, ..., results = list()) {
  check_dots_empty()
  check_is_cohort(cohort)
  results <- check_results(results)
  local_style(cohort$study$style %||% style_shown())
  results <- lapply(results, in_its_style)
  told <- rbind(data_methods(cohort), do.call(rbind, lapply(results, result_methods)))
  if (is.null(told)) told <- methods_row(character(), character(), character(), NULL)[0, ]
  told <- told[!duplicated(told$sentence), ]
  with_style_of(new_result(told, "pairwave_methods"), cohort)
}

check_results <- function(results, call = rlang::caller_env()) {
  if (is.data.frame(results)) results <- list(results)
  if (!is.list(results)) {
    abort_pairwave(
      c("{.arg results} must be a list of results, such as {.code list(paired_change(cohort))}.",
        x = "It is {.obj_type_friendly {results}}."),
      "argument", call = call
    )
  }
  results <- Filter(Negate(is.null), results)
  odd <- which(!vapply(results, inherits, NA, "pairwave_result"))
  if (length(odd)) {
    abort_pairwave(
      c("{.arg results} must be a list of results, such as {.code list(paired_change(cohort))}.",
        x = "Element {odd[1]} is {.obj_type_friendly {results[[odd[1]]]}}."),
      "argument", call = call
    )
  }
  results
}

methods_row <- function(paragraph, code, sentence, works = NULL) {
  data.frame(paragraph = paragraph, code = code, sentence = sentence,
             works = rep(paste(works, collapse = "\n"), length(sentence)))
}

# What was done before anything was estimated, as the study asks for it.
data_methods <- function(cohort) {
  study <- cohort$study
  linked <- length(study$waves) > 1 && has_code(study)
  scales <- study$scales
  rbind(
    if (linked) methods_row("data", "links", linked_methods(study)),
    if (is_unlinked(study)) methods_row(
      "data", "unlinked", worded(
        paste(
          "Answers of the {n} waves could not be linked, as there was no code: each record counts",
          "as one person of one wave."
        ), n = length(study$waves)
      )
    ),
    if (length(recalled_waves(study))) methods_row(
      "data", "recalled", worded(
        paste(
          "{waves} was asked in retrospect, in the form of a later wave, which tends to make",
          "change larger (Nimon, Zigarmi and Allen, 2011; Nolte et al., 2012)."
        ), waves = and_words(unname(study_wave_labels(study)[names(recalled_waves(study))]))
      ), methods_works_en[c("nimon", "nolte")]
    ),
    if (linked && study$id$pseudonymise != "none") methods_row(
      "data", "pseudonymise", switch(
        study$id$pseudonymise,
        drop = worded("The codes were dropped once they had linked people."),
        `salted hash` = worded(
          "The codes were replaced by pseudonyms once they had linked people."
        )
      )
    ),
    if (length(study$exclude)) methods_row(
      "data", "excluded", worded("Records were set aside before any were linked: {rules}.",
                                 rules = exclusion_names(study$exclude))
    ),
    if (linked && study$id$leading_zeros == "drop") methods_row(
      "data", "leading_zeros",
      worded("Codes that are numbers were compared without leading zeros.")
    ),
    if (length(scales)) methods_row("data", "scores", score_methods(scales)),
    direction_methods(scales),
    if (length(study$undisclosed$codes) && length(scales)) methods_row(
      "data", "declined", worded("Answers that decline to say count as missing.")
    ),
    if (length(study$demographics) || length(scales)) methods_row(
      "data", "imputed", worded("No answer was imputed.")
    ),
    if (!identical(study$disclosure, "none")) methods_row(
      "data", "disclosure", worded(
        "Small numbers of people were suppressed or rounded before anything was published."
      )
    )
  )
}

exclusion_names <- function(exclude) {
  words <- excluded_words(
    vapply(exclude, `[[`, "", "reason"),
    vapply(exclude, function(rule) rule$label %||% NA_character_, "")
  )
  paste(one_line(words), collapse = ", ")
}

linked_methods <- function(study) {
  said <- worded(
    paste(
      "Answers of the {n} waves were linked by the code that people wrote, once case, blanks,",
      "punctuation and diacritics were put aside"
    ), n = length(study$waves)
  )
  if (study$id$max_edits == 0) return(paste0(said, "."))
  slips <- said_of(study$id$max_edits, "slip", "slips")
  near <- switch(study$id$near,
    review = worded(
      "codes that differ by up to {slips} were linked where a person had decided so",
      slips = slips
    ),
    accept = worded(
      paste("codes that differ by up to {slips} were linked by the study's rule, or by a",
            "person's decision"), slips = slips
    )
  )
  paste0(said, "; ", near, ".")
}

score_methods <- function(scales) {
  each <- vapply(names(scales), function(name) {
    scale <- scales[[name]]
    worded("{scale} ({score} of {items}, at least {n} answered)",
           scale = scale_label(scale, name), score = in_language(scale$score),
           items = said_of(length(scale$items), "item", "items"), n = scale$min_items)
  }, "")
  each <- and_words(unname(each))
  if (length(scales) > 1) worded("The scales are {scales}.", scales = each) else
    worded("The scale is {scale}.", scale = each)
}

# The scales on which higher scores are not the better ones.
direction_methods <- function(scales) {
  direction <- vapply(scales, scale_direction, "")
  of <- function(one) {
    here <- which(direction == one)
    and_words(unname(vapply(here, function(i) scale_label(scales[[i]], names(scales)[i]), "")))
  }
  said <- c(
    if (any(direction == "lower")) worded(
      "On {scales} lower scores are better: a negative change is an improvement.",
      scales = of("lower")
    ),
    if (any(direction == "none")) worded(
      "On {scales} neither higher nor lower scores count as the good side.", scales = of("none")
    )
  )
  if (length(said)) methods_row("data", "direction", paste(said, collapse = " "))
}

# What a result shows, by the codes of its rows that have an estimate.
result_methods <- function(result) {
  kind <- intersect(class(result), names(methods_told))[1]
  if (is.na(kind)) return(NULL)
  frame <- as.data.frame(result)
  told <- c(methods_told[[kind]],
            unlist(unname(methods_also[attr(result, "also") %||% character()])))
  rows <- lapply(names(told), function(statistic) {
    part <- frame[frame$statistic == statistic & !is.na(frame$estimate) &
                    !is.na(frame$method), ]
    if (!nrow(part)) return(NULL)
    codes <- unique(c(part$method, part$interval[!is.na(part$conf_low)]))
    codes <- codes[!is.na(codes)]
    said <- intersect(codes, names(methods_en))
    if (!length(said)) {
      return(methods_row("analysis", part$method[1],
                         paste0(in_language(told[[statistic]]), ": ", part$rule[1], ".")))
    }
    do.call(rbind, lapply(said, function(code) {
      methods_row("analysis", code, in_language(methods_en[[code]][1]),
                  methods_works_en[methods_en[[code]][-1]])
    }))
  })
  do.call(rbind, rows)
}

#' @export
print.pairwave_methods <- function(x, ...) {
  if (is_knit_asis()) return(knit_asis(x))
  parts <- methods_parts(x)
  width <- console_width()
  for (part in parts$paragraphs) writeLines(c(strwrap(part, width), ""))
  if (length(parts$works)) {
    works <- gsub("*", "", parts$works, fixed = TRUE)
    local_style(attr(x, "written") %||% style_shown())
    writeLines(c(worded("References"), strwrap(works, width, exdent = 2)))
  }
  invisible(x)
}

knit_print.pairwave_methods <- function(x, ...) {
  parts <- methods_parts(x)
  local_style(attr(x, "written") %||% style_shown())
  works <- if (length(parts$works)) {
    # Works have the titles that they have.
    listed <- c("::: {lang=\"en\"}", paste("-", parts$works), ":::")
    c(paste0("**", worded("References"), "**"), "",
      if (language_shown() == "en") listed[c(-1, -length(listed))] else listed)
  }
  text <- c(rbind(vapply(parts$paragraphs, escape_markdown, ""), ""), works)
  knitr::asis_output(paste(c("", text, ""), collapse = "\n"))
}

methods_parts <- function(x) {
  frame <- as.data.frame(x)
  paragraphs <- vapply(unique(frame$paragraph), function(name) {
    paste(frame$sentence[frame$paragraph == name], collapse = " ")
  }, "")
  works <- as.character(unlist(strsplit(frame$works[nzchar(frame$works)], "\n", fixed = TRUE)))
  list(paragraphs = unname(one_line(paragraphs)), works = sort(unique(works), method = "radix"))
}
