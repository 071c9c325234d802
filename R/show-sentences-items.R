# Change of single items in plain sentences: one for each line of the table.

#' @rdname describe
#' @export
describe.pairwave_item_change <- function(x, ..., people = c("person", "people")) {
  check_dots_empty()
  check_people_words(people)
  frame <- with_common_names(as.data.frame(x))
  frame <- frame[frame$contrast != all_waves, ]
  key <- paste(frame$scale, frame$contrast, frame$item, sep = "\r")
  parts <- split(seq_len(nrow(frame)), factor(key, unique(key)))
  say <- list(level = attr(x, "conf_level"), people = people, about = about_word(x),
              waves = attr(x, "wave_labels"))
  first <- frame[vapply(parts, `[`, 0L, 1), ]
  new_sentences(data.frame(
    scale = first$scale, label = first$item, group = NA_character_,
    contrast = first$contrast, n = first$n,
    sentence = paste0(vapply(parts, function(at) item_sentence(frame[at, ], say), ""),
                      recall_words(x, first$from, first$to))
  ))
}

item_sentence <- function(part, say) {
  of <- function(statistic) part$estimate[part$statistic == statistic]
  some <- function(statistic) some_words(of(statistic), say$about)
  waves <- wave_words(part, say)
  item <- part$item[1]
  label <- part$item_label[1]
  n <- part$n[1]
  both <- paste(" who answered it both", and_words(c(
    paste("at", waves[1]), paste("at", waves[2])
  )))
  subject <- paste0("on ", item, if (!is.na(label) && label != item) {
    paste0(" (\"", label, "\")")
  }, ", ")
  subject <- paste0(subject, direction_clause(part$direction[1], subject))
  ways <- ways_of(part$direction[1])
  if (is.na(n)) {
    return(paste0(subject, "figures for those", both, " are ", part$note[1], "."))
  }
  if (n < 2) {
    return(paste0(subject, few_words(n, say), both, ", and no change is given: ",
                  if (n == 0) "no complete pair" else
                    "that of one person is what they answered", "."))
  }
  shown <- switch(part$kind[1], yes_no = c("improved", "worse"),
                  nominal = c("moved", "same"), c("improved", "same", "worse"))
  counts <- if (anyNA(vapply(shown, of, 0))) {
    "how many answered otherwise than before is not given"
  } else switch(part$kind[1],
    yes_no = paste0(some("improved"), " said ", ways_of(part$direction[1], c("yes", "no"))[1],
                    " at ", waves[2], " only and ", some("worse"), " at ", waves[1], " only"),
    nominal = paste0(some("moved"), " gave another answer at ", waves[2],
                     " than at ", waves[1], " and ", some("same"), " the same"),
    paste0(some("improved"), " answered ", ways[1], " at ", waves[2], " than at ",
           waves[1], ", ", some("same"), " the same and ", some("worse"), " ", ways[2])
  )
  what <- paste0(counts, switch(part$kind[1],
    yes_no = paste0("; the share of yes went from ", share_text(of("share_before")),
                    " to ", share_text(of("share_after"))),
    nominal = "",
    paste0("; the mean ", positions_words(part), "went from ",
           decimals(of("mean_before"), digits_of_change(part)), " to ",
           decimals(of("mean_after"), digits_of_change(part)))
  ))
  paste0(subject, "of ", say$about, count_people(n, say$people), both, ", ", what,
         item_in_brackets(part, say$level), ".", if (is_few(n)) paste0(" ", few_sentence()))
}

# What the mean of answers that are texts is a mean of.
positions_words <- function(part) {
  row <- part[part$method %in% "mean_of_positions", ]
  if (!nrow(row)) "" else paste0("of their positions (", row$about[1], ") ")
}

# The adjusted p of an item, by what and over what.
item_adjusted_words <- function(adjusted) {
  paste0("adjusted ", p_words(adjusted$estimate), " by ", method_words(adjusted))
}

# The change, the interval that belongs to the test, and the test by its name with p as
# it is and adjusted.
item_in_brackets <- function(part, level) {
  at <- function(statistic) part[part$statistic == statistic, ]
  change <- at("change")
  moved <- at("share_of_moved")
  p <- at("p")
  adjusted <- at("p_adjusted")
  shares <- part$kind[1] == "yes_no"
  shift <- if (nrow(change) && !is.na(change$estimate)) {
    paste0(", a change of ", if (shares) {
      paste(points_text(change$estimate), "percentage points")
    } else {
      decimals(change$estimate, digits_of_change(part))
    })
  }
  inside <- c(
    if (!is.null(shift) && !shares) {
      interval_words(change$conf_low, change$conf_high, level, digits_of_change(part))
    },
    if (shares && !is.na(moved$conf_low)) {
      paste0(share_text(moved$estimate), " of the changes were to ",
             ways_of(part$direction[1], c("yes", "no"))[1], ", ",
             format(100 * level), "% CI ", share_text(moved$conf_low), " to ",
             share_text(moved$conf_high))
    },
    if (is.na(p$estimate)) paste("no p:", p$note) else {
      paste0(method_words(p), ", ", p_words(p$estimate))
    },
    if (!is.na(adjusted$estimate) && adjusted$method != "unadjusted") {
      item_adjusted_words(adjusted)
    }
  )
  paste0(shift, " (", paste(inside, collapse = "; "), ")")
}
