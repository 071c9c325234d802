# The attack of helper-attack-report.R on numbers of people by what they answered: to a
# question beside the flow, to the items of a scale in one wave and another.

# ---- by a question -----------------------------------------------------------

# States or people, each with each answer to a question that they can have given; records
# set aside have none.
with_levels <- function(states, column, levels, asking) {
  states <- as.data.frame(states, check.names = FALSE)
  twice <- states[states$twice, ]
  people <- states[!states$twice, ]
  out <- people[rep(seq_len(nrow(people)), length(levels)), ]
  out[[paste("level", column)]] <- rep(levels, each = nrow(people))
  out <- out[(out[[paste("level", column)]] == "not asked") != asked_in(asking)(as.list(out)), ]
  if (nrow(twice)) twice[[paste("level", column)]] <- ""
  rbind(out, twice)
}

# The words for those without an answer.
plain_level <- function(level) {
  level[level %in% c("Undisclosed", "Missing")] <- "none"
  level[level %in% "Not asked"] <- "not asked"
  level
}

# The answer of each person, as tables name it.
truth_by_level <- function(cohort, column, truth) {
  level <- plain_level(as.character(group_labels(cohort$people[[column]])))
  level[level == "Not answered"] <- "none"
  asked <- asked_in(asking_waves(cohort, column))(truth)[seq_along(level)]
  level[!asked] <- "not asked"
  truth[[paste("level", column)]] <- c(level, rep("", length(truth$twice) - length(level)))
  truth
}

# The sets that `who` may name, as functions of states.
who_sets <- function(cohort) {
  waves <- names(cohort$surveys)
  sets <- lapply(stats::setNames(nm = waves), function(w) {
    force(w)
    function(x) x[[paste("in", w)]]
  })
  joined <- unlist(lapply(seq_along(waves)[-1], function(size) {
    utils::combn(waves, size, simplify = FALSE)
  }), recursive = FALSE)
  for (ws in joined) sets[[paste(ws, collapse = "+")]] <- local({
    ws <- ws
    function(x) Reduce(`&`, x[paste("in", ws)])
  })
  c(list(everyone = function(x) !x$twice, linked = function(x) x$waves > 1,
         answered = function(x) x$waves > 0), sets,
    if (!is.null(cohort$study$attendance)) {
      list(attended = function(x) x$sessions >= 1, team = function(x) x$team)
    })
}

# paired_change() has no groups of nobody.
grouped <- function(cohort, column) {
  all(vapply(names(cohort$study$scales), function(s) {
    scored <- rowSums(!is.na(scores_wide(cohort, s)[names(cohort$surveys)])) > 0
    any(scored & !is.na(cohort$people[[column]]))
  }, NA))
}

# Every number of people with an answer to a question.
level_counts <- function(cohort, results, column) {
  out <- list()
  answer <- paste("level", column)
  add <- function(n, set, level) {
    force(set)
    level <- plain_level(level)
    if (length(n) != 1 || is.na(n)) return()
    out[[length(out) + 1]] <<- list(
      n = n, set = function(x) set(x) & x[[answer]] == level, block = answer
    )
  }
  sets <- who_sets(cohort)
  d <- as.data.frame(results$demographics)
  rounded <- !is.null(disclosure_profile(cohort$study$disclosure)$base)
  for (i in which(d$variable == column & d$statistic == "count" & is.na(d$group))) {
    add(d$n[i], sets[[d$who[i]]], d$level_label[i])
    # A share of a number is a number.
    if (!rounded) add(round(d$percent[i] * d$denominator[i] / 100), sets[[d$who[i]]],
                      d$level_label[i])
  }
  for (a in list(results$follow_up, results$linkage)) {
    for (i in which(a$variable %in% column & a$statistic %in% c("count", "share"))) local({
      w <- a$from[i]
      to <- a$to[i]
      group <- a$group[i]
      side <- if (a$compare[i] == "linkage") {
        function(x) x[[paste("in", w)]] & (x$waves > 1) == (group == "linked")
      } else {
        function(x) {
          x[[paste("usable", w)]] & x[[paste("usable", to)]] == (group == "stayed")
        }
      }
      # What was said later is not counted.
      until <- if (a$compare[i] == "linkage") w else names(cohort$surveys)[
        seq_len(match(w, names(cohort$surveys)))]
      by_then <- asked_in(intersect(asking_waves(cohort, column), until))
      if (a$level[i] %in% "Not asked") {
        if (a$statistic[i] == "count" && !is.na(a$estimate[i])) {
          n <- a$estimate[i]
          out[[length(out) + 1]] <<- list(
            n = n, set = function(x) side(x) & !by_then(x), block = ""
          )
        }
        return()
      }
      whole_side <- side
      side <- function(x) whole_side(x) & by_then(x)
      n <- if (a$statistic[i] == "count") a$estimate[i] else
        if (!rounded) round(a$estimate[i] * a$n[i]) else NA
      add(n, side, a$level[i])
    })
  }
  g <- results[[paste("change by", column)]]
  for (i in which(!is.na(g$group))) local({
    before <- paste(g$scale[i], g$from[i])
    after <- paste(g$scale[i], g$to[i])
    both <- function(x) x[[before]] & x[[after]]
    of_pair <- g$contrast[i] != "all waves"
    if (of_pair && !g$statistic[i] %in% c("change_likelihood", "p_likelihood")) {
      add(g$n[i], both, g$group[i])
    }
    set <- switch(g$statistic[i],
                  n = both, n_before_only = function(x) x[[before]] & !x[[after]],
                  n_after_only = function(x) x[[after]] & !x[[before]])
    if (!is.null(set)) add(g$estimate[i], set, g$group[i])
  })
  out
}

# Sets to look for: those of sets_to_find(), each by level.
level_sets <- function(sets, column, levels) {
  sets <- c(list(everyone = function(x) !x$twice), sets)
  answer <- paste("level", column)
  unlist(lapply(levels, function(level) {
    found <- lapply(sets, function(set) {
      force(set)
      function(x) set(x) & x[[answer]] == level
    })
    stats::setNames(found, paste(names(sets), "of", column, level))
  }), recursive = FALSE)
}

# ---- by what they scored -----------------------------------------------------

# What a contrast can have done to a person: nothing that is known, or five kinds of
# change.
moves <- c("gain", "up", "same", "down", "loss")

direction_of <- function(move) match(move, moves, nomatch = NA) - 3

# States of one scale, with what became of the score in each contrast, and whether
# it was the highest in each wave.
with_moves <- function(states, s, waves, fine = TRUE) {
  kinds <- if (fine) moves else c("up", "same", "down")
  pairs <- utils::combn(waves, 2, simplify = FALSE)
  scored <- states[paste(s, waves)]
  key <- do.call(paste, scored)
  parts <- lapply(split(seq_len(nrow(states)), factor(key, unique(key))), function(at) {
    here <- waves[unlist(scored[at[1], ])]
    grid <- list()
    for (ws in pairs) {
      grid[[paste("move", s, ws[1], ws[2])]] <- if (all(ws %in% here)) kinds else ""
    }
    for (w in waves) {
      grid[[paste("top", s, w)]] <- if (fine && w %in% here) c(FALSE, TRUE) else FALSE
    }
    grid <- expand.grid(grid, stringsAsFactors = FALSE)
    grid <- grid[possible_moves(grid, s, waves, here), , drop = FALSE]
    new_frame(c(lapply(states, `[`, rep(at, each = nrow(grid))),
                lapply(grid, `[`, rep(seq_len(nrow(grid)), length(at)))))
  })
  stack_frames(parts)
}

possible_moves <- function(grid, s, waves, here) {
  d <- function(a, b) direction_of(grid[[paste("move", s, a, b)]])
  fine <- rep(TRUE, nrow(grid))
  if (length(waves) == 3 && all(waves %in% here)) {
    one <- sign(d(waves[1], waves[2]))
    two <- sign(d(waves[2], waves[3]))
    both <- sign(d(waves[1], waves[3]))
    fine <- fine & ((one != 0 & one == -two) | both == sign(one + two))
  }
  for (ws in if (length(here) > 1) utils::combn(here, 2, simplify = FALSE)) {
    before <- grid[[paste("top", s, ws[1])]]
    after <- grid[[paste("top", s, ws[2])]]
    up <- d(ws[1], ws[2])
    # Nobody is above the highest.
    fine <- fine & !(before & up > 0) & !(after & up < 0) & !(before & after & up != 0) &
      !(before & up == 0 & !after) & !(after & up == 0 & !before)
  }
  fine
}

# The people of a cohort in the same columns; `exact` has its results without a
# profile.
truth_of_moves <- function(cohort, s, truth, exact, fine = TRUE) {
  waves <- names(cohort$surveys)
  wide <- scores_wide(cohort, s)
  more <- length(truth$twice) - nrow(wide)
  scale <- cohort$study$scales[[s]]
  top <- scale$range[2] * length(scale$items)
  for (ws in utils::combn(waves, 2, simplify = FALSE)) {
    d <- wide[[ws[2]]] - wide[[ws[1]]]
    limit <- exact$estimate[exact$scale == s & exact$from == ws[1] & exact$to == ws[2] &
                              exact$statistic == "reliable_threshold"]
    limit <- if (fine && !is.na(limit[1])) limit[1] + 1e-9 else Inf
    move <- ifelse(abs(d) < 1e-9, "same",
                   ifelse(d > limit, "gain", ifelse(d > 0, "up", ifelse(d < -limit, "loss", "down"))))
    truth[[paste("move", s, ws[1], ws[2])]] <- c(ifelse(is.na(move), "", move), rep("", more))
  }
  for (w in waves) {
    truth[[paste("top", s, w)]] <- c(fine & abs(wide[[w]] - top) < 1e-9 & !is.na(wide[[w]]), rep(FALSE, more))
  }
  truth
}

# Numbers of people by change that `change`, rows of paired_change(), and `persistence`
# show: of everyone, or of groups by `column`.
move_counts <- function(cohort, s, change, persistence = NULL, column = NULL, fine = TRUE) {
  waves <- names(cohort$surveys)
  rounded <- !is.null(disclosure_profile(cohort$study$disclosure)$base)
  block <- paste("move", s)
  answer <- paste("level", column)
  out <- list()
  add <- function(n, set) {
    force(set)
    if (length(n) == 1 && !is.na(n)) out[[length(out) + 1]] <<- list(n = n, set = set, block = block)
  }
  statistics <- c("improved", "same", "worse", paste0("share_", directions), "superiority",
                  if (fine) c("reliable_gain", "reliable_same", "reliable_loss", "at_ceiling"))
  of_everyone <- is.null(column)
  ch <- as.data.frame(change)
  for (i in which(ch$scale %in% s & ch$contrast != "all waves" & !is.na(ch$estimate) &
                    ch$statistic %in% statistics & is.na(ch$group) == of_everyone)) local({
    move <- paste("move", s, ch$from[i], ch$to[i])
    top <- paste("top", s, ch$from[i])
    after <- paste(s, ch$to[i])
    group <- plain_level(ch$group[i])
    of_group <- function(set) if (of_everyone) set else function(x) set(x) & x[[answer]] == group
    is <- function(...) {
      which <- c(...)
      of_group(function(x) x[[move]] %in% which)
    }
    ways <- list(
      improved = is("up", "gain"), same = is("same"), worse = is("down", "loss"),
      reliable_gain = is("gain"), reliable_same = is("up", "same", "down"),
      reliable_loss = is("loss"), at_ceiling = of_group(function(x) x[[top]] & x[[after]])
    )
    statistic <- ch$statistic[i]
    if (!is.null(ways[[statistic]])) add(ch$estimate[i], ways[[statistic]])
    if (rounded) return()
    if (startsWith(statistic, "share_")) {
      add(round(ch$estimate[i] * ch$n[i]), ways[[sub("share_", "", statistic)]])
    }
    if (statistic == "superiority") {
      # Half a person of those who stayed.
      add(round(2 * ch$estimate[i] * ch$n[i]), function(x) 2 * ways$improved(x) + ways$same(x))
    }
  })
  out
}

# Sets to look for: those who did this or that, in one contrast or after another.
move_sets <- function(cohort, s, fine = TRUE) {
  waves <- names(cohort$surveys)
  pairs <- utils::combn(waves, 2, simplify = FALSE)
  sets <- list()
  add <- function(name, set) sets[[name]] <<- set
  did <- function(ws, which) {
    column <- paste("move", s, ws[1], ws[2])
    function(x) x[[column]] %in% which
  }
  ways <- list(improved = c("up", "gain"), same = "same", worse = c("down", "loss"))
  if (fine) ways <- c(ways, list(gain = "gain", up = "up", loss = "loss", down = "down",
                                 changed = c("up", "gain", "down", "loss")))
  for (ws in pairs) for (way in names(ways)) local({
    ws <- ws
    way <- way
    one <- did(ws, ways[[way]])
    add(paste(way, paste(ws, collapse = " ")), one)
    if (fine && way %in% c("same", "worse")) {
      add(paste(way, "from the top", paste(ws, collapse = " ")), function(x) one(x) & x[[paste("top", s, ws[1])]])
      add(paste(way, "below the top", paste(ws, collapse = " ")), function(x) one(x) & !x[[paste("top", s, ws[1])]])
    }
    if (way == "improved" && length(waves) == 3) {
      third <- setdiff(waves, ws)
      add(paste("improved without", third), function(x) one(x) & !x[[paste(s, third)]])
      for (other in pairs) local({
        then <- did(other, ways$worse)
        if (!identical(other, ws)) {
          add(paste("improved and not", paste(c(ws, other), collapse = " ")), function(x) one(x) & then(x))
        }
      })
    }
  })
  if (fine) for (w in waves) local({
    w <- w
    add(paste("top", w), function(x) x[[paste("top", s, w)]])
  })
  sets
}

# ---- by an item --------------------------------------------------------------

# States of one scale, with whether an item was answered in each wave and what
# became of the answer.
with_item <- function(states, s, item, waves, whole) {
  for (w in waves) {
    no <- states[!(whole & states[[paste(s, w)]]), ]
    no[[paste(item, w)]] <- rep(FALSE, nrow(no))
    yes <- states[states[[paste("usable", w)]], ]
    yes[[paste(item, w)]] <- rep(TRUE, nrow(yes))
    states <- rbind(no, yes)
  }
  with_moves(states, item, waves, FALSE)
}

truth_of_item <- function(cohort, item, truth) {
  waves <- names(cohort$surveys)
  answers <- lapply(stats::setNames(nm = waves), function(w) {
    as.numeric(cohort$surveys[[w]][[item]])[cohort$people[[w]]]
  })
  more <- length(truth$twice) - nrow(cohort$people)
  for (w in waves) truth[[paste(item, w)]] <- c(!is.na(answers[[w]]), rep(FALSE, more))
  for (ws in utils::combn(waves, 2, simplify = FALSE)) {
    d <- sign(answers[[ws[2]]] - answers[[ws[1]]])
    truth[[paste("move", item, ws[1], ws[2])]] <- c(
      ifelse(is.na(d), "", c("down", "same", "up")[d + 2]), rep("", more)
    )
  }
  for (w in waves) truth[[paste("top", item, w)]] <- rep(FALSE, length(truth$twice))
  truth
}

attack_item_counts <- function(cohort, results, item) {
  rows <- results$items
  out <- list()
  add <- function(n, set) {
    force(set)
    if (length(n) == 1 && !is.na(n)) {
      out[[length(out) + 1]] <<- list(n = n, set = set, block = paste("item", item))
    }
  }
  exact <- is.null(disclosure_profile(cohort$study$disclosure)$base)
  for (i in which(rows$item %in% item & (!is.na(rows$n) | !is.na(rows$estimate)))) local({
    before <- paste(item, rows$from[i])
    after <- paste(item, rows$to[i])
    move <- paste("move", item, rows$from[i], rows$to[i])
    both <- function(x) x[[before]] & x[[after]]
    add(rows$n[i], both)
    statistic <- rows$statistic[i]
    set <- switch(statistic, n = both,
                  n_before_only = function(x) x[[before]] & !x[[after]],
                  n_after_only = function(x) x[[after]] & !x[[before]],
                  improved = function(x) x[[move]] == "up", same = function(x) x[[move]] == "same",
                  worse = function(x) x[[move]] == "down")
    if (!is.null(set)) add(rows$estimate[i], set)
    if (statistic == "superiority" && exact) {
      add(round(2 * rows$estimate[i] * rows$n[i]),
          function(x) 2 * (x[[move]] == "up") + (x[[move]] == "same"))
    }
  })
  out
}

item_sets <- function(cohort, s, item) {
  waves <- names(cohort$surveys)
  sets <- move_sets(cohort, item, FALSE)
  for (w in waves) local({
    w <- w
    sets[[paste("without", w)]] <<- function(x) x[[paste("usable", w)]] & !x[[paste(item, w)]]
    sets[[paste("unscored with", w)]] <<- function(x) x[[paste(item, w)]] & !x[[paste(s, w)]]
    sets[[paste("scored without", w)]] <<- function(x) !x[[paste(item, w)]] & x[[paste(s, w)]]
    for (v in setdiff(waves, w)) local({
      v <- v
      sets[[paste("only", w, v)]] <<- function(x) x[[paste(item, w)]] & !x[[paste(item, v)]]
    })
  })
  sets
}

# ---- in words ----------------------------------------------------------------

# The numbers in sentences of describe() that are in no row that they are about.
numbers_not_in <- function(sentences, result) {
  profile <- attr(result, "disclosure")
  frame <- as.data.frame(result)
  found <- lapply(seq_len(nrow(sentences)), function(i) {
    sentence <- sentences[i, ]
    same <- function(column, value) {
      if (is.null(frame[[column]]) || is.na(value)) rep(TRUE, nrow(frame)) else frame[[column]] %in% value
    }
    name <- if ("variable" %in% names(frame)) "variable" else "scale"
    rows <- frame[same(name, sentence$scale) & same("contrast", sentence$contrast), ]
    if ("item" %in% names(frame)) rows <- rows[rows$item %in% sentence$label | rows$label %in% sentence$label, ]
    text <- sentence$sentence
    # A profile's own number, names, and levels.
    words <- unique(c(profile$title, rows$label, rows$item, rows$scale))
    # Why there is no figure where 0 or 1 is the n that is shown.
    if (any(rows$n %in% 0:1)) words <- c("fewer than 2 complete pairs", words)
    for (word in words[!is.na(words)]) text <- gsub(word, "", text, fixed = TRUE)
    levels <- rows$level_label
    said <- regmatches(text, gregexpr("[0-9]+([.][0-9]+)?", text))[[1]]
    numbers <- unlist(rows[intersect(names(rows), c(
      "estimate", "conf_low", "conf_high", "n", "denominator", "percent", "setting"
    ))])
    numbers <- unique(abs(numbers[!is.na(numbers)]))
    known <- c(unlist(lapply(0:3, function(digits) {
      # Halves are rounded up or down.
      step <- 10^-digits
      each <- c(numbers, 100 * numbers) / step
      formatC(c(floor(each), ceiling(each)) * step, digits, format = "f")
    })), as.character(levels), "5", "90", "95", "0.001",
               # Where a caution begins.
               as.character(caution_people), decimals(caution_alpha))
    setdiff(said, known)
  })
  unlist(found)
}

# Numbers of all sentences of a cohort's results, and of its findings, which are in
# no frame.
numbers_in_words <- function(results) {
  described <- results[intersect(c("demographics", "change", "items", "persistence"), names(results))]
  said <- lapply(described, function(result) numbers_not_in(describe(result), result))
  findings <- results$checks
  findings <- findings[!findings$rule %in% rules_without_people, ]
  numbers <- function(text) regmatches(text, gregexpr("[0-9]+", text))
  # What a rule says of itself is no number of this cohort.
  more <- Map(setdiff, numbers(findings$message),
              numbers(rule_words(findings$rule)))
  c(unlist(said), findings$count[!is.na(findings$count)], unlist(more))
}
