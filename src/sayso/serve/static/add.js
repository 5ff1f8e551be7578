// A file may be dropped where it is chosen; a form that was sent says so until the next page comes.

const drop = document.getElementById("drop");
if (drop) {
  const input = drop.querySelector('input[type="file"]');
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
  });
}

for (const form of document.querySelectorAll('form[method="post"]')) {
  form.addEventListener("submit", () => {
    const button = form.querySelector("button");
    button.disabled = true;
    button.textContent = "Reading…";
  });
}
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
