# Proofs that an engine counted as it was asked: a result stands on all of them, or there is
# none.

check_total <- function(whole, parts, what, call = rlang::caller_env(),
                        .envir = parent.frame()) {
  if (identical(as.double(whole), as.double(parts))) return(invisible())
  abort_pairwave(
    c("What is counted apart must add up to what is counted together.",
      x = paste0("Of ", what, ", ", format_count(whole), " are counted together and ",
                 format_count(parts), " by their patterns."),
      i = "The tables changed meanwhile, or the engine does not count as asked: a rollup that
           is wrong, a part of the servers only, a policy that hides small groups.",
      i = "Read the cohort again; if it stays, count without what lies between."),
    "total", call = call, .envir = .envir
  )
}

format_count <- function(n) format(n, big.mark = ",", scientific = FALSE, trim = TRUE)

# Counts are numbers of people, which doubles hold up to 2^53.
check_exact_counts <- function(n, call = rlang::caller_env()) {
  if (anyNA(n) || any(n < 0 | n > 2^53 | n != floor(n))) {
    abort_pairwave(
      c("Counts must be whole numbers up to 2^53.",
        x = "The source gave one that is none."),
      "total", call = call
    )
  }
}
