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

import io.weft.manager.ResourceManager;
import io.weft.manager.daemon.Finding;
import io.weft.manager.daemon.Site;
import io.weft.manager.daemon.SiteExam;
import io.weft.pbs.PbsCommands;
import io.weft.pbs.PbsSettings;
import java.util.List;

/** A site with PBS, as it is configured. */
record PbsSite(PbsSettings pbs) implements Site {
    @Override
    public ResourceManager open() {
        return new PbsCommands(pbs);
    }

    @Override
    public SiteExam exam() {
        return () ->
                List.of(
                        new Finding(
                                Finding.Severity.WARNING,
                                "pbs",
                                pbs.binDirectory(),
                                "compare the server with weft.qmgr and docs/pbs.md",
                                "this version does not examine PBS by itself"));
    }
}
