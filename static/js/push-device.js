// A button that lets this browser tell when something is new: asks the browser, gets an address from
// its maker, and sends the form with it. Where that is not possible it says so.
class PushDevice extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.status = this.querySelector("[role=status]");
    if (!("serviceWorker" in navigator) || !("PushManager" in window)) {
      this.status.textContent = this.dataset.cannot;
      return;
    }
    this.form.hidden = false;
    this.form.addEventListener("submit", (event) => this.ask(event));
  }

  async ask(event) {
    event.preventDefault();
    try {
      if ((await Notification.requestPermission()) !== "granted") throw new Error("denied");
      await navigator.serviceWorker.register(this.dataset.worker);
      const worker = await navigator.serviceWorker.ready;
      const key = { userVisibleOnly: true, applicationServerKey: this.dataset.key };
      const subscription = await worker.pushManager.subscribe(key);
      this.form.elements.address.value = subscription.endpoint;
      this.form.submit();
    } catch {
      this.status.textContent = this.dataset.refused;
    }
  }
}

customElements.define("push-device", PushDevice);
