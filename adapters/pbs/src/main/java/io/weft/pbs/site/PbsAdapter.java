/*
 * Copyright 2026 The Weft Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.weft.pbs.site;

import io.weft.manager.daemon.SettingSection;
import io.weft.manager.daemon.Site;
import io.weft.manager.daemon.SiteAdapter;
import io.weft.manager.daemon.SiteSettings;
import java.util.List;

/** Brings PBS to the daemon. */
public final class PbsAdapter implements SiteAdapter {
    private static final long SECOND = 1_000_000_000L;

    /** The adapter; reads nothing yet. */
    public PbsAdapter() {}

    @Override
    public String name() {
        return "pbs";
    }

    @Override
    public Site read(final SettingSection section, final SiteSettings settings) {
        return new PbsSite(
                settings,
                section.text(
                        "programs", "/opt/pbs/bin", "Folder of qstat, pbsnodes, qrun and qalter."),
                section.text(
                        "conf",
                        "",
                        "Path of pbs.conf, as PBS_CONF_FILE has it; empty for the usual one."),
                section.texts(
                        "feature-resources",
                        "Resources of nodes whose values jobs may ask for, as in arch=linux; none"
                                + " for arch alone."),
                section.texts(
                        "ignored-resources",
                        "Resources that jobs may ask for and that Weft need not look at."),
                section.text(
                        "class-resource",
                        "weftclass",
                        "Resource with which a job names its class."),
                section.durationNs(
                        "observe-timeout",
                        SECOND,
                        600 * SECOND,
                        30 * SECOND,
                        "After which qstat and pbsnodes are killed."),
                section.durationNs(
                        "timeout",
                        SECOND,
                        600 * SECOND,
                        10 * SECOND,
                        "After which another program is killed."));
    }

    @Override
    public List<String> siteFiles() {
        return List.of("weft.toml");
    }
}
