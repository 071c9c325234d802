# Every text of the package that is looked up in the tables of inst/words: what stands in
# calls, in the tables of codes and in the document behind a report.
package_texts <- function() {
  here <- asNamespace("pairwave")
  found <- character()
  constants <- function(e) {
    if (is.character(e)) return(e)
    if (!is.call(e)) return(NULL)
    name <- if (is.name(e[[1]])) as.character(e[[1]]) else ""
    parts <- as.list(e[-1])
    if (name == "paste" && all(vapply(parts, is.character, NA))) return(eval(e))
    if (name %in% c("c", "if", "ifelse", "switch", "[", "(", "{", "rev")) {
      return(unlist(lapply(parts, constants), use.names = FALSE))
    }
    if (name == "[[") constants(e[[2]])
  }
  add <- function(e) found <<- c(found, constants(e))
  walk <- function(e) {
    if (!is.call(e)) return(invisible())
    name <- if (is.name(e[[1]])) as.character(e[[1]]) else ""
    if (name %in% c("worded", "in_language") && length(e) > 1) add(e[[2]])
    if (name %in% c("said_of", "number_of") && length(e) > 3 && is.character(e[[4]])) {
      found <<- c(found, paste("{n}", e[[4]]))
    }
    if (name == "ways_of" && length(e) > 2) add(e[[3]])
    if (name == "new_print_table") for (one in c("head", "caption")) add(e[[one]])
    if (name == "<-" && identical(e[[2]], quote(head))) add(e[[3]])
    for (i in seq_along(e)) if (!identical(e[[i]], quote(expr = ))) walk(e[[i]])
  }
  for (name in ls(here, all.names = TRUE)) {
    one <- get(name, here)
    if (is.function(one)) walk(body(one))
  }
  words <- words_en
  codes <- unlist(words[c("reason", "caution", "interval", "number", "weighted", "weighted_by",
                          "reversed", "left_out", "differs")], use.names = FALSE)
  # Of the rules those that stand in sentences and in the notes of a headline.
  rules <- words$method[c(
    "non_inferiority_likelihood", "equivalence_likelihood", "non_inferiority_jackknife",
    "equivalence_jackknife", "non_inferiority_t", "equivalence_t", "paired_t_two_sided",
    "t_of_positions", "mcnemar_mid_p", "mcnemar_exact", "stuart_maxwell_test", "bhapkar_test",
    "holm_tests", "bh_tests", "holm_scales", "holm_items", "bh_items", "exact_pratt",
    "exact_wilcoxon", "normal_pratt", "normal_wilcoxon", "welch_two", "welch_difference",
    "welch_f", "weights_firth", "weights_ml", "suppressed"
  )]
  others <- list.files(system.file("rmarkdown", "reports", package = "pairwave"), full.names = TRUE)
  lines <- unlist(lapply(c(report_skeleton(), others), readLines, encoding = "UTF-8"))
  text <- Filter(function(block) block$kind == "text" && !grepl("`r ", block$text, fixed = TRUE),
                 document_blocks(lines[-seq_len(which(lines == "---")[2])]))
  captions <- unlist(regmatches(lines, gregexpr(caption_pattern, lines, perl = TRUE)))
  page <- c(captions, vapply(text, `[[`, "", "text"), skeleton_literals, page_literals)
  all <- unique(unname(c(found, codes, rules, page, eval(formals(ways_of)$words), usual_people,
                         "{n} people")))
  all[grepl("[A-Za-z]", all)]
}

holes_of <- function(text) sort(unique(regmatches(text, gregexpr("\\{[^}]*\\}", text))[[1]]))
