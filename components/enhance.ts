/**
 * The one script of a page, at most 1,000 bytes, the last thing in its body. All works without it; it adds:
 *
 * - A form with `data-keep`, which names the section it stands in, is sent without leaving the page. A redirect
 *   is followed; an answer that holds the section again takes its place; with no such answer the form's template
 *   is shown, its `data-error` stands first in the title, and the text stays. A second press while one is under way does nothing.
 * - A hidden button whose `name` is something that the browser has comes out of hiding: `clipboard` copies the
 *   button's value and shows what the `output` holds, `share` hands it to the device.
 * - At the first focus of the field `q` of the form before the template `suggest`, what is in the template is loaded.
 * - Where visits are counted, a page that the browser had fetched in advance is asked for by HEAD once it is opened: until then
 *   nobody had read it.
 * - Where the site wants it, its worker is registered.
 *
 * The answer is read in a template: there its styles and scripts stay dead, and the page's policy has no say.
 *
 * D document, N navigator, q query, r where errors are told, s the template `suggest`; f form, k the id of its section, m its
 * template, n the section that takes its place. Lines are joined without their indentation: each must end so that the next
 * may follow.
 */
const source = `{
let D=document,N=navigator,q=(s,n=D)=>n.querySelector(s),r=n=>q('[role=alert]',n),s=q('#suggest');
for(let b of D.querySelectorAll('[hidden]'))b.hidden=!N[b.name];
if(s)s.previousSibling.q.onfocus=_=>s.after(s.content);
onsubmit=async e=>{
  let f=e.target,k=f.dataset.keep,m=q('template',f),n,a,t;
  k&&e.preventDefault();
  if(!k||f.ariaBusy)return;
  f.ariaBusy=!0;
  try{
    a=await fetch(f.action,{method:'POST',body:new FormData(f)});
    t=m.cloneNode();
    t.innerHTML=await a.text();
    n=q('#'+k,t=t.content)
  }catch{}
  f.ariaBusy=null;
  if(a?.redirected)return location=a.url;
  n?(q('#'+k).replaceWith(n),D.title=q('title',t).text):(
    r(n=f)?.remove(),
    f.prepend(m.content.cloneNode(1)),
    D.title=(e=f.dataset.error)+D.title.replace(e,''));
  r(n)?.focus()
};
onclick=e=>{
  let t=e.target,v=t.value;
  t.name=='share'?N.share({url:v}).catch(_=>0):N[t.name]?.writeText(v).then(_=>q('output>*').hidden=0)
}
`

const count = `;performance.getEntriesByType('navigation')[0].deliveryType?.[13]&&fetch('',{method:'HEAD'})`

const worker = `;onload=_=>N.serviceWorker?.register('/sw.js')`

/** The script's text, for `<script data-own>`. */
export function enhance({ figures, offline }: { figures: boolean; offline: boolean }): string {
  return `${source}${figures ? count : ''}${offline ? worker : ''}}`.replace(/\n\s*/g, '')
}
