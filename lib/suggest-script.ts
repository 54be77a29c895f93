import { createHash } from 'node:crypto'

/**
 * Suggestions while typing: an editable combobox with a list (APG), asked for when the field `q` is focused for the first time.
 * Without it the form is sent, and nothing is missing. It brings the look of its list, which no page has to carry.
 *
 * m the template that held it, f the form before it, i its field, l the list, w where is said how many there are, o its
 * options, x the number of the chosen one. Lines are joined without their indentation: each must end so that the next may follow.
 */
const source = `{
let look=new CSSStyleSheet(),D=document,m=D.querySelector('#suggest'),f=m.previousSibling,i=f.q,
make=n=>f.appendChild(D.createElement(n)),
set=(e,a)=>{for(let n in a)a[n]===null?e.removeAttribute(n):e.setAttribute(n,a[n])},
l=make('ul'),w=make('span'),o=[],x=-1,last=i.defaultValue,timer,
choose=n=>{
  o[x]&&set(o[x],{'aria-selected':!1});
  x=n;
  o[x]&&(set(o[x],{'aria-selected':!0}),o[x].scrollIntoView({block:'nearest'}));
  set(i,{'aria-activedescendant':o[x]?o[x].id:null})
},
show=is=>{
  choose(-1);
  l.hidden=!is;
  set(i,{'aria-expanded':is})
},
fill=found=>{
  l.textContent='';
  o=found.map(({title,url},n)=>{
    let e=D.createElement('li');
    set(e,{id:'suggested-'+n,role:'option','aria-selected':!1,dir:'auto'});
    e.textContent=title;
    e.onclick=()=>location=e.url;
    e.url=url;
    l.append(e);
    return e
  });
  show(!!o[0]);
  w.textContent=o[0]?m.dataset.found.replace('#',o.length):''
},
ask=async()=>{
  let q=i.value.trim(),found=[];
  if(q==last)return;
  last=q;
  try{
    if(q)found=await(await fetch('/search/suggest?q='+encodeURIComponent(q))).json()
  }catch{}
  if(q==last&&D.activeElement==i)fill(found)
};
look.replaceSync('#suggested{position:absolute;inset:100% -1px auto;z-index:2;border:1px solid var(--field-edge);background:var(--field);list-style:none}#suggested li{padding:.5rem .7rem;cursor:pointer}#suggested li:hover,#suggested [aria-selected=true]{background:var(--accent);color:var(--on-accent)}');
D.adoptedStyleSheets=[look];
set(i,{type:'text',role:'combobox','aria-autocomplete':'list','aria-expanded':!1,'aria-controls':'suggested',autocomplete:'off'});
set(l,{id:'suggested',role:'listbox','aria-label':i.labels[0].innerText});
set(w,{'aria-live':'polite',class:'visually-hidden'});
l.hidden=!0;
l.onmousedown=e=>e.preventDefault();
i.oninput=()=>{
  clearTimeout(timer);
  timer=setTimeout(ask,150)
};
i.onblur=()=>{
  last='';
  show(!1)
};
i.onkeydown=e=>{
  let k=e.key,is=!l.hidden,n=o.length;
  if(e.isComposing)return;
  if(/^Arrow(Up|Down)$/.test(k)&&n){
    let by=k=='ArrowDown'?1:-1;
    if(!is)show(!0);
    choose((x+1+by+n+1)%(n+1)-1)
  }
  else if(k=='Enter'&&is&&o[x])location=o[x].url;
  else if(k=='Escape'&&is)show(!1);
  else{
    if(/^(Home|End|Arrow)/.test(k))choose(-1);
    return
  }
  e.preventDefault()
};
if(i.value!=last)ask()
}`

export const suggestScript = source.replace(/\n\s*/g, '')

const digest = createHash('sha256').update(suggestScript)

/** By which a page's policy names it. */
export const suggestIntegrity = `sha256-${digest.copy().digest('base64')}`

export const suggestName = 'suggest.js'

export const suggestAddress = `/_site/${digest.digest('hex').slice(0, 12)}/${suggestName}`
