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
import io.weft.pbs.PbsSettings;
import java.util.List;
import java.util.Map;

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
        final String programs =
                section.text(
                        "programs", "/opt/pbs/bin", "Folder of qstat, pbsnodes, qrun and qalter.");
        final PbsSettings defaults = PbsSettings.of(programs);
        final String conf =
                section.text(
                        "conf",
                        "",
                        "Path of pbs.conf, as PBS_CONF_FILE has it; empty for the usual one.");
        return new PbsSite(
                settings,
                new PbsSettings(
                        programs,
                        conf.isEmpty() ? Map.of() : Map.of("PBS_CONF_FILE", conf),
                        section.texts(
                                "feature-resources",
                                defaults.featureResources(),
                                "Resources of nodes whose values jobs may ask for, as in"
                                        + " arch=linux."),
                        section.texts(
                                "ignored-resources",
                                defaults.ignoredResources(),
                                "Resources that jobs may ask for and that Weft need not look at."),
                        section.text(
                                "class-resource",
                                defaults.classResource(),
                                "Resource with which a job names its class."),
                        List.of(),
                        section.durationNs(
                                "observe-timeout",
                                SECOND,
                                600 * SECOND,
                                defaults.observeTimeoutNs(),
                                "After which qstat and pbsnodes are killed."),
                        section.durationNs(
                                "timeout",
                                SECOND,
                                600 * SECOND,
                                defaults.commandTimeoutNs(),
                                "After which another program is killed.")),
                conf);
    }

    @Override
    public List<String> siteFiles() {
        return List.of(
                "weft.toml", "weft.qmgr", "weft_bind.py", "weft_guard.py", "weft-pbs.service");
    }
}
