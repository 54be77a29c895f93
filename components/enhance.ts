/**
 * The one script of a page, at most 1,000 bytes, the last thing in its body. All works without it; it adds:
 *
 * - A form with `data-keep`, which names the section it stands in, is sent without leaving the page. A redirect
 *   is followed; an answer that holds the section again takes its place; with no such answer the form's template
 *   is shown, its `data-error` stands first in the title, and the text stays. A second press while one is under way does nothing.
 * - A button with `data-needs` comes out of hiding where the browser has what it names: `clipboard` copies the
 *   button's value and says the text of `data-done`, `share` hands it to the device.
 * - A link with `data-popup` opens in a small window, unless the reader asks for a tab of their own.
 *
 * The answer is read in a template: there its styles and scripts stay dead, and the page's policy has no say.
 *
 * D document, N navigator, q query; f form, k the id of its section, n the section that takes its place.
 * Lines are joined without their indentation: each must end so that the next may follow.
 */
const source = `{
let D=document,N=navigator,q=(n,s)=>n.querySelector(s);
for(let b of D.querySelectorAll('[data-needs]'))b.hidden=!N[b.dataset.needs];
D.onsubmit=async e=>{
  let f=e.target,k=f.dataset.keep,n,a,t=D.createElement('template');
  if(!k)return;
  e.preventDefault();
  if(f.ariaBusy)return;
  f.ariaBusy=!0;
  try{
    a=await fetch(f.action,{method:'POST',body:new FormData(f)});
    t.innerHTML=await a.text();
    n=q(t=t.content,'#'+k)
  }catch{}
  f.ariaBusy=null;
  if(a?.redirected)location=a.url;
  else{
    if(n)q(D,'#'+k).replaceWith(n),D.title=q(t,'title').text;
    else q(n=f,'[role=alert]')?.remove(),
      f.prepend(q(f,'template').content.cloneNode(1)),
      D.title=(e=f.dataset.error)+D.title.replace(e,'');
    q(n,'[role=alert]')?.focus()
  }
};
D.onclick=async e=>{
  let t=e.target,k=t.dataset.needs,v=t.value,a=t.closest('[data-popup]');
  try{
    if(k=='share')await N.share({url:v});
    else if(k)await N.clipboard.writeText(v),v=q(D,'[data-done]'),v.innerText=v.dataset.done
  }catch{}
  if(a&&!e.ctrlKey&&!e.metaKey)e.preventDefault(),open(a.href,'','noopener,width=600')
}
}`

/** The script's text, for `<script data-own>`. */
export const enhance = source.replace(/\n\s*/g, '')
