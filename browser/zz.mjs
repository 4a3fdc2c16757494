import { House } from "./lib/house.mjs"; import * as look from "./lib/look.mjs"; import { crawl } from "./lib/crawl.mjs"; import {Sheet} from "./lib/sheet.mjs";
const house = await House.open(); const browser = await look.openBrowser();
const t={}; const timed=async(n,f)=>{const b=Date.now(); const r=await f(); t[n]=(t[n]??0)+Date.now()-b; t["#"+n]=(t["#"+n]??0)+1; return r};
const role=process.argv[2];
const c = await look.as(role, browser, house, {lang:"zh-CN"}); const s=new Sheet("x");
const b=Date.now();
const v=await crawl(c,{inspect:async({page,path,response})=>{ if(!page){return}
 await timed("overflow",()=>look.overflow(page)); await timed("axe first",()=>look.violations(page)); await timed("axe again",()=>look.violations(page));
 await timed("viewport",()=>page.setViewportSize({width:1280,height:800})); await timed("shot",()=>s.take(page,path));  await page.setViewportSize({width:360,height:800})}});
console.log(role,"routes",v.size,"pages",[...v.values()].flat().length,"total",Date.now()-b,t);
console.log([...v.keys()].join(" "));
await browser.close(); await house.stop();
