/* Runs before the first paint: a reader's choice of light or dark, if one was made on this device. */
(function () {
  try {
    var choice = localStorage.getItem("masar-theme");
    if (choice === "light" || choice === "dark") document.documentElement.dataset.theme = choice;
  } catch (refused) {
    /* no storage, no choice: the device decides */
  }
})();
