// Loaded before a measured server: tells its peak memory when asked, and keeps nothing alive.
process.on('message', () => process.send?.({ rss_mb: process.resourceUsage().maxRSS / 1024 }));
process.channel?.unref();
