import { escapeHtml } from './escape.ts'

const offlinePath = '/offline.html'

/** An attribute of the list in the offline page that the worker fills. */
export const keptMark = 'data-kept'

/** Bytes: every visitor's browser asks for it again each day. */
const most = 2_000
const longest = 150

/** One that takes what was kept with it, and goes. */
export const goneWorker = `oninstall=_=>skipWaiting();
onactivate=e=>e.waitUntil((async()=>{
for(let n of await caches.keys())await caches.delete(n);
await registration.unregister()
})())
`

/**
 * The worker of a site that can be read offline, at most 2,000 bytes. Pages and files come from the network. What came is
 * kept for when there is none: the last 30 pages without their forms, the last 60 pictures and fonts, and the offline page;
 * not what is for one reader or for nobody to keep (`no-store`, `noindex`, a redirect), nor `/contact`, which is a form. A
 * query, as newsletters have it, makes no other page; one that leads elsewhere says nothing of the page without it. Of a page
 * that now comes for one reader (with an own reply that waits) what was kept stays. The page that brought the worker was there
 * before it: it is taken from where the browser has it, and so are its files, but for WebKit, which loads those that are not there
 * all the same. Firefox takes a preload that failed for an answer, which has no address.
 *
 * O offline page, N open a cache, S for one reader, T to be kept, K keep, P keep a page, F keep a file, C cached by
 * the browser, L load; u address, r answer, c cache, m at most, t text or type, q request, l links, k keep, o what there is offline.
 *
 * @param line in place of a form
 * @param version changes with the offline page, which is then fetched anew
 */
export function offlineWorker({ line, version }: { line: string; version: string }): string {
  const fits = (text: string) => Buffer.byteLength(text) <= most
  const whole = worker(line, version)
  if (fits(whole)) return whole
  // A line of one's own may be of any length.
  const letters = [...line].slice(0, longest)
  while (letters.length && !fits(worker(`${letters.join('')}…`, version))) letters.pop()
  const words = letters.join('').replace(/(?<=\S)\s+\S*$/u, '')
  return worker(`${words}…`, version)
}

function worker(line: string, version: string): string {
  return `//${version}
let O='${offlinePath}',
at=u=>new URL(u).pathname,
N=n=>caches.open(n),
S=r=>/no-store/.test(r.headers.get('cache-control')),
T=(r,t)=>r.status==200&&!S(r)&&t.test(r.headers.get('content-type')),
K=async(n,m,u,r)=>{
let c=await N(n);
await c.delete(u);
if(r){await c.put(u,r);for(u of(await c.keys()).slice(0,-m))c.delete(u)}
},
P=async(u,r)=>{
if(r.status>499||S(r))return'';
let t=T(r,/html/)&&u!='/contact'?await r.clone().text():'';
t=/"robots" content="noindex/.test(t)?'':t.replace(/<form([^>]*)>.*?<.form>(<template.*?<.template>)?/gs,(_,a)=>/post/i.test(a)?${JSON.stringify(`<p>${escapeHtml(line)}</p>`)}:'');
await K('pages',30,r.status?u:r.url,t&&new Response(t,r));
return t
},
F=(u,r)=>T(r,/image|font/)&&K('files',60,u,r.clone()),
C=u=>fetch(u,{cache:'only-if-cached',mode:'same-origin'});
oninstall=e=>{skipWaiting();e.waitUntil(N('offline').then(c=>c.add(O)))};
onactivate=e=>e.waitUntil((async()=>{
await registration.navigationPreload?.enable();
await clients.claim();
for(let w of await clients.matchAll()){
let u=at(w.url),t=await C(u).catch(_=>fetch(u)).then(r=>P(u,r)).catch(_=>'');
t=await C('/robots.txt?').then(_=>'',_=>t);
for([u]of t.matchAll(/\\/(pictures|fonts|_site)\\/[^\\s")]+/g))await C(u).then(r=>F(u,r)).catch(_=>0)
}
})());
onfetch=e=>{
let q=e.request,u=at(q.url),
L=(f,k,o)=>e.respondWith(f.then(r=>(e.waitUntil(k(u,r)),r),o));
if(q.method=='GET'&&q.url.startsWith(origin+'/'))
if(q.mode=='navigate')L((async r=>(r=await e.preloadResponse)?.url?r:fetch(q))(),P,async l=>{
if(l=await caches.match(u))return l;
let c=await N('pages'),o=await caches.match(O);
l='';
for(u of await c.keys())l='<li><a href="'+at(u.url)+'">'+/og:title" content="([^"]*)/.exec(await(await c.match(u)).text())?.[1]+'</a>'+l;
return new Response((await o.text()).replace('${keptMark}="">',m=>m+l),{status:503,headers:o.headers})
});
else if(/image|font/.test(q.destination))L(fetch(q),F,_=>caches.match(u))
}
`
}
