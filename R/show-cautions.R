# Says of change what its figures rest on: few people, answers at an end of the scale,
# scales that measure with much error; in the notes of a table, and after the sentence
# about a line of it.

# Below these a line of the table is spoken of. Of answers at an end of a scale: the
# share that McHorney and Tarlov (1995) take for a floor or ceiling effect. Of alpha:
# the lower limit of its interval.
caution_people <- 20
caution_share <- 0.15
caution_alpha <- 0.5

caution_notes <- function(x) {
  frame <- as.data.frame(x)
  frame <- frame[is.na(frame$group) & frame$contrast != all_waves, ]
  c(people_caution(x, frame), ends_caution(x, frame), alpha_caution(x, frame))
}

# Lines of a table by the scale's label and the contrast; the scale alone where it is
# the same for all of its contrasts.
line_words <- function(x, rows) {
  scale <- ifelse(is.na(rows$label), ifelse(is.na(rows$scale), "", rows$scale), rows$label)
  contrast <- shown_contrast(x, rows)
  ifelse(nzchar(scale), paste(scale, contrast, sep = ", "), contrast)
}

people_caution <- function(x, frame) {
  few <- frame[frame$statistic == "change" & is_few(frame$n), ]
  if (!nrow(few)) return(NULL)
  few_note(paste(line_words(x, few), collapse = "; "))
}

few_note <- function(where) {
  worded("Fewer than {few} people: {where}. Their figures can change much with one person more.",
         few = caution_people, where = where)
}

is_few <- function(n) n %in% seq(2, caution_people - 1)

ends_caution <- function(x, frame) {
  at <- frame_rows(frame, which(frame$statistic == "change"))
  said <- vapply(seq_len(nrow(at)), function(i) {
    part <- frame_rows(frame, which(frame$scale %in% at$scale[i] &
                                      frame$contrast == at$contrast[i]))
    end_words(part, caution_waves(x, part))
  }, "")
  if (!any(nzchar(said))) return(NULL)
  lines <- paste0(line_words(x, at), " (", said, ")")[nzchar(said)]
  worded("At an end of the scale, beyond which no change is seen: {lines}.",
         lines = paste(lines, collapse = "; "))
}

caution_waves <- function(x, part) wave_words(part, list(waves = attr(x, "wave_labels")))

# How many of one line stand at an end of the scale in each wave, for the ends where it is
# many in one of them; what a profile suppresses is not said.
end_words <- function(part, waves) {
  said <- vapply(c(lowest = "at_floor", highest = "at_ceiling"), function(statistic) {
    at <- frame_rows(part, match(c(statistic, paste0(statistic, "_after")), part$statistic))
    known <- !is.na(at$estimate) & at$n %in% seq(1, max(1, at$n, na.rm = TRUE))
    many <- known & at$estimate >= caution_share * at$n
    if (!any(many)) return("")
    paste(worded("{some} of {n} at {wave}", some = at$estimate[known], n = at$n[known],
                 wave = waves[known]), collapse = ", ")
  }, "")
  # The floor is the worst score there is.
  if (part$direction[1] %in% "lower") names(said) <- rev(names(said))
  end <- names(said)[nzchar(said)]
  paste(c(
    lowest = worded("{people} with the lowest score", people = said[["lowest"]]),
    highest = worded("{people} with the highest score", people = said[["highest"]])
  )[end], collapse = "; ")
}

alpha_caution <- function(x, frame) {
  low <- frame_rows(frame, has_low_alpha(frame))
  if (!nrow(low)) return(NULL)
  low <- frame_rows(low, !duplicated(low[c("scale", "about")]))
  scale <- ifelse(is.na(low$label), low$scale, low$label)
  worded("Measured with much error (alpha may be below {least}): {scales}.",
         least = bounded_text(caution_alpha),
         scales = paste0(scale, ", ", low$about, " (", alpha_words(low), ")", collapse = "; "))
}

has_low_alpha <- function(frame) {
  frame$statistic == "reliability" & !is.na(frame$conf_low) & frame$conf_low < caution_alpha
}

alpha_words <- function(rows) {
  worded("alpha {size}", size = paste0(
    vapply(rows$estimate, bounded_text, ""), " [", vapply(rows$conf_low, bounded_text, ""),
    limits_separator(), vapply(rows$conf_high, bounded_text, ""), "]"
  ))
}

# The same after the sentence about one line, whose waves have these names.
caution_sentences <- function(part, waves) {
  few <- is_few(part$n[part$statistic == "n"])
  ends <- end_words(part, waves)
  low <- part[has_low_alpha(part), ]
  paste(c(
    "",
    if (few) few_sentence(),
    if (nzchar(ends)) {
      worded("At an end of the scale, beyond which no change is seen, stood {people}.",
             people = ends)
    },
    if (nrow(low)) worded(
      "The scale may measure with much error: alpha may be below {least} ({alpha} at {wave}).",
      least = bounded_text(caution_alpha), alpha = alpha_words(low), wave = low$about
    )
  ), collapse = " ")
}

few_sentence <- function() {
  worded("Fewer than {few} people: their figures can change much with one person more.",
         few = caution_people)
}
