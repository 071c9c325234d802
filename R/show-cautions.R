# Says in the notes of a table of change what its figures rest on: few people, answers
# at an end of the scale, scales that measure with much error.

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
  contrast <- shown_rows(x, rows)
  ifelse(nzchar(scale), paste(scale, contrast, sep = ", "), contrast)
}

# Contrasts of some rows of a result by the labels of their waves.
shown_rows <- function(x, rows) {
  labels <- attr(x, "wave_labels")
  if (is.null(labels)) rows$contrast else contrast_name(labels[rows$from], labels[rows$to])
}

people_caution <- function(x, frame) {
  few <- frame[frame$statistic == "change" & frame$n %in% seq(2, caution_people - 1), ]
  if (!nrow(few)) return(NULL)
  paste0("Fewer than ", caution_people, " people: ", paste(line_words(x, few), collapse = "; "),
         ". Their figures can change much with one person more.")
}

ends_caution <- function(x, frame) {
  at <- frame[frame$statistic %in% c("at_floor", "at_ceiling") & !is.na(frame$estimate) &
                !is.na(frame$n) & frame$n > 0, ]
  at <- at[at$estimate / at$n >= caution_share, ]
  if (!nrow(at)) return(NULL)
  # The floor is the worst score there is.
  end <- ifelse((at$statistic == "at_floor") != (at$direction %in% "lower"), "lowest", "highest")
  paste0(
    "Already at the end of the scale in the earlier wave: ",
    paste0(line_words(x, at), " (", at$estimate, " of ", at$n, " at the ", end, " score)",
           collapse = "; "), ". They could move one way only."
  )
}

alpha_caution <- function(x, frame) {
  low <- frame[frame$statistic == "reliability" & frame$conf_low < caution_alpha &
                 !is.na(frame$conf_low), ]
  low <- low[!duplicated(low[c("scale", "about")]), ]
  if (!nrow(low)) return(NULL)
  scale <- ifelse(is.na(low$label), low$scale, low$label)
  paste0(
    "Measured with much error (alpha may be below ", decimals(caution_alpha), "): ",
    paste0(scale, ", ", low$about, " (alpha ", vapply(low$estimate, decimals, ""), " [",
           vapply(low$conf_low, decimals, ""), ", ", vapply(low$conf_high, decimals, ""), "])",
           collapse = "; "), "."
  )
}
