# Who took part, in plain sentences: one for each question and set of people.

#' @rdname describe
#' @export
describe.pairwave_demographics <- function(x, ..., people = c("person", "people")) {
  check_dots_empty()
  check_people_words(people)
  x <- in_its_style(x)
  people <- people_words(people)
  frame <- as.data.frame(x)
  strata <- printed_strata(x, frame)
  stratum <- match(paste(frame$who, frame$group), paste(strata$who, strata$group))
  # Outcomes, spreads and tests are parts of the table, not questions.
  asked <- is.na(frame$outcome) &
    frame$statistic %in% c("count", "mean", "median")
  key <- paste(stratum, frame$variable, sep = "\r")[asked]
  parts <- lapply(split(which(asked), factor(key, unique(key))), function(at) {
    part <- frame[at, ]
    of_stratum <- frame[stratum == stratum[at[1]] & frame$variable == part$variable[1] &
                       is.na(frame$outcome), ]
    name <- strata$name[stratum[at[1]]]
    data.frame(
      scale = part$variable[1], label = part$label[1],
      group = if (nzchar(name)) name else NA_character_, contrast = NA_character_,
      n = part$denominator[1],
      sentence = demographic_sentence(of_stratum, name, x, people)
    )
  })
  new_sentences(do.call(rbind, parts))
}

demographic_sentence <- function(rows, name, x, people) {
  of_whom <- if (nzchar(name)) paste0(" (", name, ")")
  counts <- rows[rows$statistic == "count", ]
  # Of those whom the percentages leave out the sentence tells last.
  asked <- if (of_those_asked(x, counts)) !is_not_asked(counts) else rep(TRUE, nrow(counts))
  number <- count_text(counts, attr(x, "decimals") %||% 1L,
                       attr(x, "style") %||% "paper")
  number <- ifelse(is.na(counts$n), worded("a number that is suppressed"),
                   sub("\\)$", paste0(with_percent(""), ")"), number))
  nobody <- which(counts$n == 0)
  number[nobody] <- some_words(0, about_word(x), number[nobody])
  others <- number[!asked]
  number <- number[asked]
  counts <- counts[asked, ]
  first <- seq_along(number) == 1
  said <- character(length(number))
  said[first] <- worded("{n} were counted as {level}", n = number[first],
                        level = shown_level(counts$level_label[first]))
  said[!first] <- worded("{n} as {level}", n = number[!first],
                         level = shown_level(counts$level_label[!first]))
  centre <- rows[rows$statistic %in% c("mean", "median"), ]
  figure <- if (nrow(centre)) {
    if (is.na(centre$estimate)) {
      why <- if (is.na(centre$note)) centre$rule else centre$note
      if (centre$statistic == "mean") worded("no mean is given: {why}", why = why) else
        worded("no median is given: {why}", why = why)
    } else {
      summary_words(rows, centre)
    }
  }
  worded(
    "{question}: of {people}{asked}, {figures}{others}.", question = rows$label[1],
    people = paste0(about_word(x), if (is.na(rows$denominator[1])) {
      worded("a suppressed number of {people}", people = people[2])
    } else {
      count_people(rows$denominator[1], people)
    }),
    asked = paste0(if (length(others)) worded(" who were asked"), of_whom),
    figures = paste(c(figure, and_words(said[nzchar(said)])[nrow(counts) > 0]),
                    collapse = "; "),
    others = if (length(others)) {
      if (others == "1") worded("; {n} was not asked", n = others) else
        worded("; {n} were not asked", n = others)
    }
  )
}

summary_words <- function(rows, centre) {
  if (centre$statistic == "mean") {
    worded("the mean of {n} is {mean}", n = centre$n,
           mean = sub("(", "(SD ", mean_text(rows), fixed = TRUE))
  } else {
    worded("the median of {n} is {median}", n = centre$n, median = sub(
      "(", paste0("(", worded("quartiles"), " "), median_text(rows), fixed = TRUE
    ))
  }
}
