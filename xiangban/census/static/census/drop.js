// Files dropped anywhere on the form fill its file fields one by one; without this script the fields are filled by hand.
"use strict";
{
  const form = document.getElementById("drop");
  const fields = [...form.querySelectorAll("input[type=file]")];
  form.querySelector(".drop-hint").hidden = false;
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("drop-over");
  });
  form.addEventListener("dragleave", () => form.classList.remove("drop-over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("drop-over");
    let free = fields.filter((field) => !field.files.length);
    if (!free.length) free = fields;
    [...event.dataTransfer.files].slice(0, free.length).forEach((file, at) => {
      const one = new DataTransfer();
      one.items.add(file);
      free[at].files = one.files;
    });
  });
}
