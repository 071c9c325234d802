# The attack of helper-attack-report.R on numbers of people by what they answered: to a
# question beside the flow, to the items of a scale in one wave and another.

# ---- by a question -----------------------------------------------------------

# States or people, each with each answer to a question; records set aside have none.
with_levels <- function(states, levels) {
  twice <- states[states$twice, ]
  people <- states[!states$twice, ]
  out <- people[rep(seq_len(nrow(people)), length(levels)), ]
  out$level <- rep(levels, each = nrow(people))
  if (nrow(twice)) twice$level <- ""
  rbind(out, twice)
}

# Each table has its word for those without an answer.
plain_level <- function(level) {
  ifelse(level %in% c("Undisclosed", "Missing", "Not answered", "Not asked"), "none", level)
}

# The answer of each person, as tables name it.
truth_by_level <- function(cohort, column, truth) {
  level <- plain_level(as.character(group_labels(cohort$people[[column]])))
  truth$level <- c(level, rep("", nrow(truth) - length(level)))
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

# What results say of a question by everybody whom they can be about.
results_by_level <- function(cohort, column) {
  waves <- names(cohort$surveys)
  who <- names(who_sets(cohort))
  anybody <- vapply(who_sets(cohort), function(set) any(set(truth_of(cohort))), NA)
  list(
    demographics = as.data.frame(suppressWarnings(
      demographics(cohort, columns = column, who = who[anybody])
    )),
    groups = if (length(waves) > 1 && grouped(cohort, column)) {
      as.data.frame(paired_change(cohort, by = column))
    }
  )
}

# paired_change() has no groups of nobody.
grouped <- function(cohort, column) {
  all(vapply(names(cohort$study$scales), function(s) {
    scored <- rowSums(!is.na(scores_wide(cohort, s)[names(cohort$surveys)])) > 0
    any(scored & !is.na(cohort$people[[column]]))
  }, NA))
}

# Every number of people with an answer to a question. Numbers in `results` stand
# beside those of published_counts().
level_counts <- function(cohort, results, column, by_level, scales = names(cohort$study$scales)) {
  out <- list()
  add <- function(n, set, level, kind = "flow") {
    force(set)
    level <- plain_level(level)
    if (length(n) != 1 || is.na(n)) return()
    of_level <- if (is.na(level)) set else function(x) set(x) & x$level == level
    out[[length(out) + 1]] <<- list(n = n, set = of_level, kind = kind)
  }
  sets <- who_sets(cohort)
  d <- by_level$demographics
  rounded <- !is.null(disclosure_profile(cohort$study$disclosure)$base)
  for (i in which(d$statistic == "count" & is.na(d$group))) {
    kind <- if (d$who[i] %in% c("attended", "team")) "attendance" else "flow"
    add(d$n[i], sets[[d$who[i]]], d$level_label[i], kind)
    add(d$denominator[i], sets[[d$who[i]]], NA, kind)
    # A share of a number is a number.
    if (!rounded) add(round(d$percent[i] * d$denominator[i] / 100), sets[[d$who[i]]],
                      d$level_label[i], kind)
  }
  for (a in list(results$follow_up, results$linkage)) for (i in which(a$variable %in% column)) local({
    a <- a[i, ]
    if (!a$statistic %in% c("count", "share")) return()
    w <- a$from
    to <- a$to
    side <- if (a$compare == "linkage") {
      function(x) x[[paste("in", w)]] & (x$waves > 1) == (a$group == "linked")
    } else {
      function(x) {
        x[[paste("usable", w)]] & x[[paste("usable", to)]] == (a$group == "stayed")
      }
    }
    n <- if (a$statistic == "count") a$estimate else if (!rounded) round(a$estimate * a$n) else NA
    add(n, side, a$level)
  })
  g <- by_level$groups
  for (i in which(!is.na(g$group) & g$scale %in% scales)) local({
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
level_sets <- function(sets, levels) {
  sets <- c(list(everyone = function(x) !x$twice), sets)
  unlist(lapply(levels, function(level) {
    found <- lapply(sets, function(set) {
      force(set)
      function(x) set(x) & x$level == level
    })
    stats::setNames(found, paste(names(sets), "of", level))
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
  # Of the scale, or of an item, whose columns are "item pre" and so on.
  kinds <- if (fine) moves else c("up", "same", "down")
  pairs <- utils::combn(waves, 2, simplify = FALSE)
  scored <- states[paste(s, waves)]
  key <- do.call(paste, scored)
  parts <- lapply(split(seq_len(nrow(states)), factor(key, unique(key))), function(at) {
    here <- waves[unlist(scored[at[1], ])]
    grid <- list()
    for (ws in pairs) {
      grid[[paste("move", ws[1], ws[2])]] <- if (all(ws %in% here)) kinds else ""
    }
    for (w in waves) {
      grid[[paste("top", w)]] <- if (fine && w %in% here) c(FALSE, TRUE) else FALSE
    }
    grid <- expand.grid(grid, stringsAsFactors = FALSE)
    grid <- grid[possible_moves(grid, waves, here), , drop = FALSE]
    cbind(states[rep(at, each = nrow(grid)), ], grid[rep(seq_len(nrow(grid)), length(at)), , drop = FALSE])
  })
  do.call(rbind, parts)
}

possible_moves <- function(grid, waves, here) {
  d <- function(a, b) direction_of(grid[[paste("move", a, b)]])
  fine <- rep(TRUE, nrow(grid))
  if (length(waves) == 3 && all(waves %in% here)) {
    one <- sign(d(waves[1], waves[2]))
    two <- sign(d(waves[2], waves[3]))
    both <- sign(d(waves[1], waves[3]))
    fine <- fine & ((one != 0 & one == -two) | both == sign(one + two))
  }
  for (ws in if (length(here) > 1) utils::combn(here, 2, simplify = FALSE)) {
    before <- grid[[paste("top", ws[1])]]
    after <- grid[[paste("top", ws[2])]]
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
  more <- nrow(truth) - nrow(wide)
  scale <- cohort$study$scales[[s]]
  top <- scale$range[2] * length(scale$items)
  for (ws in utils::combn(waves, 2, simplify = FALSE)) {
    d <- wide[[ws[2]]] - wide[[ws[1]]]
    limit <- exact$estimate[exact$scale == s & exact$from == ws[1] & exact$to == ws[2] &
                              exact$statistic == "reliable_threshold"]
    limit <- if (fine && !is.na(limit[1])) limit[1] + 1e-9 else Inf
    move <- ifelse(abs(d) < 1e-9, "same",
                   ifelse(d > limit, "gain", ifelse(d > 0, "up", ifelse(d < -limit, "loss", "down"))))
    truth[[paste("move", ws[1], ws[2])]] <- c(ifelse(is.na(move), "", move), rep("", more))
  }
  for (w in waves) {
    truth[[paste("top", w)]] <- c(fine & abs(wide[[w]] - top) < 1e-9 & !is.na(wide[[w]]), rep(FALSE, more))
  }
  truth
}

# Numbers of people by change, of everyone or of a group, that results show.
move_counts <- function(cohort, results, s, groups = NULL, fine = TRUE) {
  waves <- names(cohort$surveys)
  rounded <- !is.null(disclosure_profile(cohort$study$disclosure)$base)
  out <- list()
  add <- function(n, set) {
    force(set)
    if (length(n) == 1 && !is.na(n)) out[[length(out) + 1]] <<- list(n = n, set = set, kind = "n")
  }
  for (ch in list(results$change, groups)) {
    for (i in which(ch$scale %in% s & ch$contrast != "all waves")) local({
      row <- ch[i, ]
      move <- paste("move", row$from, row$to)
      top <- paste("top", row$from)
      of_group <- function(x) {
        if (is.na(row$group)) rep(TRUE, nrow(x)) else x$level == plain_level(row$group)
      }
      after <- paste(s, row$to)
      is <- function(...) {
        which <- c(...)
        function(x) x[[move]] %in% which & of_group(x)
      }
      ways <- list(
        improved = is("up", "gain"), same = is("same"), worse = is("down", "loss"),
        reliable_gain = is("gain"), reliable_same = is("up", "same", "down"),
        reliable_loss = is("loss"),
        at_ceiling = function(x) x[[top]] & x[[after]] & of_group(x)
      )
      if (!fine) ways <- ways[directions]
      if (!is.null(ways[[row$statistic]])) add(row$estimate, ways[[row$statistic]])
      if (rounded) return()
      if (row$statistic %in% paste0("share_", directions)) {
        add(round(row$estimate * row$n), ways[[sub("share_", "", row$statistic)]])
      }
      if (row$statistic == "superiority") {
        # Half a person of those who stayed.
        add(round(2 * row$estimate * row$n), function(x) 2 * ways$improved(x) + ways$same(x))
      }
    })
  }
  out
}

# Sets to look for: those who did this or that, in one contrast or after another.
move_sets <- function(cohort, s, fine = TRUE) {
  waves <- names(cohort$surveys)
  pairs <- utils::combn(waves, 2, simplify = FALSE)
  sets <- list()
  add <- function(name, set) sets[[name]] <<- set
  did <- function(ws, which) {
    column <- paste("move", ws[1], ws[2])
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
      add(paste(way, "from the top", paste(ws, collapse = " ")), function(x) one(x) & x[[paste("top", ws[1])]])
      add(paste(way, "below the top", paste(ws, collapse = " ")), function(x) one(x) & !x[[paste("top", ws[1])]])
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
    add(paste("top", w), function(x) x[[paste("top", w)]])
  })
  sets
}

# ---- by an item --------------------------------------------------------------

# States of one scale, with whether an item was answered in each wave and what
# became of the answer.
with_item <- function(states, s, waves, whole) {
  for (w in waves) {
    no <- states[!(whole & states[[paste(s, w)]]), ]
    no[[paste("item", w)]] <- rep(FALSE, nrow(no))
    yes <- states[states[[paste("usable", w)]], ]
    yes[[paste("item", w)]] <- rep(TRUE, nrow(yes))
    states <- rbind(no, yes)
  }
  with_moves(states, "item", waves, FALSE)
}

truth_of_item <- function(cohort, item, truth) {
  waves <- names(cohort$surveys)
  answers <- lapply(stats::setNames(nm = waves), function(w) {
    as.numeric(cohort$surveys[[w]][[item]])[cohort$people[[w]]]
  })
  more <- nrow(truth) - nrow(cohort$people)
  for (w in waves) truth[[paste("item", w)]] <- c(!is.na(answers[[w]]), rep(FALSE, more))
  for (ws in utils::combn(waves, 2, simplify = FALSE)) {
    d <- sign(answers[[ws[2]]] - answers[[ws[1]]])
    truth[[paste("move", ws[1], ws[2])]] <- c(
      ifelse(is.na(d), "", c("down", "same", "up")[d + 2]), rep("", more)
    )
  }
  for (w in waves) truth[[paste("top", w)]] <- rep(FALSE, nrow(truth))
  truth
}

item_counts <- function(cohort, results, item) {
  rows <- results$items
  rows <- rows[rows$item %in% item, ]
  out <- list()
  add <- function(n, set) {
    force(set)
    if (length(n) == 1 && !is.na(n)) out[[length(out) + 1]] <<- list(n = n, set = set, kind = "n")
  }
  for (i in seq_len(nrow(rows))) local({
    row <- rows[i, ]
    before <- paste("item", row$from)
    after <- paste("item", row$to)
    move <- paste("move", row$from, row$to)
    both <- function(x) x[[before]] & x[[after]]
    add(row$n, both)
    set <- switch(row$statistic, n = both,
                  n_before_only = function(x) x[[before]] & !x[[after]],
                  n_after_only = function(x) x[[after]] & !x[[before]],
                  improved = function(x) x[[move]] == "up", same = function(x) x[[move]] == "same",
                  worse = function(x) x[[move]] == "down")
    if (!is.null(set)) add(row$estimate, set)
    if (row$statistic == "superiority" && is.null(disclosure_profile(cohort$study$disclosure)$base)) {
      add(round(2 * row$estimate * row$n), function(x) 2 * (x[[move]] == "up") + (x[[move]] == "same"))
    }
  })
  out
}

item_sets <- function(cohort, s, item) {
  waves <- names(cohort$surveys)
  sets <- move_sets(cohort, "item", FALSE)
  for (w in waves) local({
    w <- w
    sets[[paste("without", w)]] <<- function(x) x[[paste("usable", w)]] & !x[[paste("item", w)]]
    sets[[paste("unscored with", w)]] <<- function(x) x[[paste("item", w)]] & !x[[paste(s, w)]]
    sets[[paste("scored without", w)]] <<- function(x) !x[[paste("item", w)]] & x[[paste(s, w)]]
    for (v in setdiff(waves, w)) local({
      v <- v
      sets[[paste("only", w, v)]] <<- function(x) x[[paste("item", w)]] & !x[[paste("item", v)]]
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
      "estimate", "conf_low", "conf_high", "n", "denominator", "percent"
    ))])
    numbers <- abs(numbers[!is.na(numbers)])
    known <- c(unlist(lapply(0:3, function(digits) {
      # Halves are rounded up or down.
      step <- 10^-digits
      each <- c(numbers, 100 * numbers) / step
      formatC(c(floor(each), ceiling(each)) * step, digits, format = "f")
    })), as.character(levels), "5", "90", "95", "0.001")
    setdiff(said, known)
  })
  unlist(found)
}

# Numbers of all sentences of a cohort's results, and of its findings, which are in
# no frame.
numbers_in_words <- function(cohort) {
  waves <- length(cohort$surveys)
  results <- list(demographics(cohort))
  if (waves > 1) results <- c(results, list(paired_change(cohort), item_change(cohort)))
  if (waves > 2) results <- c(results, list(persistence(cohort)))
  said <- lapply(results, function(result) numbers_not_in(describe(result), result))
  findings <- check_cohort(cohort)
  findings <- findings[!findings$rule %in% rules_without_people, ]
  numbers <- function(text) regmatches(text, gregexpr("[0-9]+", text))
  # What a rule says of itself is no number of this cohort.
  more <- Map(setdiff, numbers(findings$message),
              numbers(rule_words(findings$rule)))
  c(unlist(said), findings$count[!is.na(findings$count)], unlist(more))
}

# ---- all of it ---------------------------------------------------------------

# What an attack on a cohort finds: how many counts and sets it looked at, and how
# many sizes (`pinned`, by their names), scores and n follow, counts that are small,
# counts that the attacker reads wrongly, and numbers in words that no frame has.
attack_cohort <- function(cohort) {
  profile <- disclosure_profile(cohort$study$disclosure)
  k <- profile$threshold
  waves <- names(cohort$surveys)
  scales <- names(cohort$study$scales)
  results <- report_results(cohort)
  truth <- truth_of(cohort)
  seen <- list(counts = 0, targets = 0, small = 0, misread = 0, pinned = character(),
               words = numbers_in_words(cohort))
  attack <- function(counts, sets, states, truth) {
    n <- vapply(counts, `[[`, 0, "n")
    true <- vapply(counts, function(one) sum(one$set(truth)), 0)
    spans <- count_spans(counts, profile)
    seen$counts <<- seen$counts + length(counts)
    seen$misread <<- seen$misread + sum(true < spans$low - 1e-6 | true > spans$high + 1e-6)
    if (!is.null(k)) seen$small <<- seen$small + sum(is_small(n, k))
    size <- vapply(sets, function(set) sum(set(truth)), 0)
    sets <- sets[if (is.null(k)) size > 0 else is_small(size, k)]
    seen$targets <<- seen$targets + length(sets)
    found <- pinned_sets(cohort, counts, sets, states, truth)
    seen$pinned <<- c(seen$pinned, names(found))
  }
  without_attendance <- function(counts) {
    counts[vapply(counts, `[[`, "", "kind") != "attendance"]
  }
  counts <- published_counts(cohort, results)
  attack(counts, sets_to_find(cohort), states_of(cohort), truth)
  # A question beside the flow, and the groups of each scale.
  for (column in c("sex", "year")) {
    by_level <- results_by_level(cohort, column)
    of_level <- truth_by_level(cohort, column, truth)
    levels <- setdiff(unique(of_level$level), "")
    for (s in scales) {
      counts <- without_attendance(c(published_counts(cohort, results, s),
                                     level_counts(cohort, results, column, by_level, s)))
      sets <- level_sets(sets_to_find(cohort, s, FALSE), levels)
      states <- few_kinds(states_of(cohort, s, FALSE), c(published_counts(cohort, results, s)),
                          sets_to_find(cohort, s, FALSE))
      attack(counts, sets, with_levels(states, levels), of_level)
      if (length(waves) > 1 && !is.null(by_level$groups)) {
        groups <- by_level$groups
        moved <- truth_of_moves(cohort, s, of_level, results$change, FALSE)
        counts <- c(counts, move_counts(cohort, results, s, fine = FALSE),
                    move_counts(cohort, list(), s, groups, fine = FALSE))
        sets <- level_sets(move_sets(cohort, s, FALSE), levels)
        states <- with_moves(with_levels(states, levels), s, waves, FALSE)
        if (any(groups$statistic == "improved" & !is.na(groups$estimate) & groups$scale == s)) {
          attack(counts, sets, states, moved)
        }
      }
    }
  }
  if (length(waves) > 1) {
    exact <- cohort
    exact$study$disclosure <- "none"
    exact <- as.data.frame(paired_change(exact))
    for (s in scales) {
      flow <- without_attendance(published_counts(cohort, results, s))
      states <- few_kinds(states_of(cohort, s, FALSE), flow, sets_to_find(cohort, s, FALSE))
      attack(c(flow, move_counts(cohort, results, s)), move_sets(cohort, s),
             with_moves(states, s, waves), truth_of_moves(cohort, s, truth, exact))
      item <- sample(cohort$study$scales[[s]]$items, 1)
      whole <- cohort$study$scales[[s]]$min_items == length(cohort$study$scales[[s]]$items)
      counts <- item_counts(cohort, results, item)
      if (length(counts)) {
        attack(c(flow, counts), item_sets(cohort, s, item), with_item(states, s, waves, whole),
               truth_of_item(cohort, item, truth))
      }
    }
  }
  seen$scores <- if (is.null(profile$base)) scores_found(cohort, results) else 0
  n <- if (is.null(profile$base)) c(found = 0, tried = 0) else n_found(cohort, results, "steps")
  c(seen, list(n_found = n[["found"]], n_tried = n[["tried"]]))
}

# A cohort whose study has a profile; rounded ones are scored in whole numbers.
cohort_to_attack <- function(profile, seed) {
  set.seed(seed)
  if (profile == "threshold") {
    return(attacked_cohort(list(threshold = sample(c(3, 5, 5, 10), 1))))
  }
  attacked_cohort(profile, waves = sample(2:3, 1), whole = TRUE)
}

# Of states that no count and no set to look for tells apart, and that are scored in
# the same waves, one.
few_kinds <- function(states, counts, sets) {
  told <- do.call(cbind, lapply(c(lapply(counts, `[[`, "set"), sets), function(set) set(states) + 0))
  states[!duplicated(cbind(told, states$twice)), ]
}
