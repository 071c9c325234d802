# Joins the methods of pairwave to the generics of packages that may never be loaded, once
# they are. Named in NAMESPACE instead, R would fetch the code of each as it loads pairwave.

# The generics that have methods here, by their package.
later_generics <- list(
  dplyr = "dplyr_reconstruct", flextable = "as_flextable", ggplot2 = "autoplot",
  hms = "as_hms", knitr = "knit_print"
)

.onLoad <- function(libname, pkgname) {
  when_loaded("vctrs", register_with_vctrs)
  for (package in names(later_generics)) {
    when_loaded(package, register_methods)
  }
}

# Calls `register` with the name of the package once it is loaded, by whomever.
when_loaded <- function(package, register) {
  if (isNamespaceLoaded(package)) register(package)
  else setHook(packageEvent(package, "onLoad"), register)
}

# The hook of a package gives its name first.
register_methods <- function(package, ...) {
  own <- environment(register_methods)
  # Not the namespace itself, in whose list of methods R would write each of ours.
  generics <- new.env(parent = asNamespace(package))
  for (generic in later_generics[[package]]) {
    start <- paste0(generic, ".")
    methods <- ls(own)
    for (method in methods[startsWith(methods, start)]) {
      registerS3method(generic, substring(method, nchar(start) + 1), get(method, own), generics)
    }
  }
}
