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

import io.weft.manager.ManagerException;
import io.weft.manager.ResourceManager;
import io.weft.manager.daemon.Finding;
import io.weft.manager.daemon.Site;
import io.weft.manager.daemon.SiteExam;
import io.weft.manager.daemon.SiteSettings;
import java.util.List;

/** A site with PBS, as it is configured. */
record PbsSite(
        SiteSettings settings,
        String programs,
        String conf,
        List<String> featureResources,
        List<String> ignoredResources,
        String classResource,
        long observeTimeoutNs,
        long timeoutNs)
        implements Site {
    @Override
    public ResourceManager open() throws ManagerException {
        throw new ManagerException(
                ManagerException.Kind.UNREACHABLE, false, "this version does not command PBS");
    }

    @Override
    public SiteExam exam() {
        return () ->
                List.of(
                        new Finding(
                                Finding.Severity.WARNING,
                                "pbs",
                                programs,
                                "see docs/pbs.md",
                                "this version does not examine PBS"));
    }
}
