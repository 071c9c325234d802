# Codings of eight people: peers has all but one, advice three, home one.
quoted_codes <- function() {
  new_codes(data.frame(
    unit = paste0("u", 1:10), source = "talk", coder = "Ann",
    participant = c("KT14M", "BA02J", "CC33C", "DD44D", "EE55E", "FF66F", "GG77G", "KT14M",
                    "BA02J", "HH88H"),
    code = c(rep("peers", 7), "advice", "advice", "home"),
    text = c("Zora sat with me.", "We revised in twos.", "Write to jo@example.org.",
             "They asked me back.", "It was my code kt-14-m.", "I rang 07700 900123.",
             "We were quiet.", "A tutor told me so.", "The list was long.", "We ate at home.")
  ))
}

quoted_people <- function() {
  data.frame(
    participant = c("KT14M", "BA02J", "CC33C", "DD44D", "EE55E", "FF66F", "GG77G", "HH88H"),
    sex = c("F", "F", "F", "F", "F", "M", "M", "M"), year = c(1, 1, 1, 2, NA, 1, 1, 2)
  )
}

mapped_cohort <- function() {
  read_cohort(coded_study("themes: {of: talk, lanes: {Support: [Advice, Company]}}"))
}
